/* The caller as a member, with account, entitlements and inboxes: `{ id, account_id, user_id, name, email, role,
   dashboard_role, is_phone_user, account: { name, time_zone, locale, epoch,
   is_phone_single_sign_on, offline_reasons: [names in order], entitlements }, inboxes: [{ role, id, name, epoch,
   position }] }`; null for whoever is none or disabled. Definer: what a member is, is not their colleagues' to read. */
create or replace function private.my_member() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_build_object('id', m.id, 'account_id', m.account_id, 'user_id', m.user_id, 'name', m.name, 'email', m.email,
      'role', m.role, 'dashboard_role', m.dashboard_role, 'is_phone_user', m.is_phone_user,
      'account', jsonb_build_object('name', a.name, 'time_zone', a.time_zone, 'locale', a.locale, 'epoch', a.epoch,
        'is_phone_single_sign_on', a.is_phone_single_sign_on,
        'offline_reasons', (
          select coalesce(jsonb_agg(r.name order by r.position, r.name), '[]') from public.offline_reasons r where r.account_id = a.id),
        'entitlements', (
          select jsonb_build_object('cloud_phone', e.cloud_phone, 'pro_course', e.pro_course,
            'flow_customisation', e.flow_customisation, 'support_link', e.support_link)
          from public.entitlements e where e.account_id = a.id)),
      'inboxes', (
        select coalesce(jsonb_agg(jsonb_build_object('role', im.role, 'id', i.id, 'name', i.name, 'epoch', i.epoch,
          'position', i.position)), '[]')
        from public.inbox_members im join public.inboxes i on i.id = im.inbox_id where im.member_id = m.id))
    from public.members m join public.accounts a on a.id = m.account_id
    where m.user_id = (select auth.uid()) and m.disabled_at is null);
end
$$;

create or replace function public.my_member() returns jsonb
language sql stable set search_path = '' as $$ select private.my_member() $$;

grant execute on function private.my_member() to authenticated, service_role;
grant execute on function public.my_member() to authenticated;
