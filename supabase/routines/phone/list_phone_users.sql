/* For the owner: `[{ member_id, name, email, has_password, changed_at, locked_until }]` of every enabled phone user, by name;
   `locked_until` is null for whom nothing keeps out. */
create or replace function private.list_phone_users() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if private.my_owned_account_id() is null then perform private.fail('not_allowed'); end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('member_id', m.id, 'name', m.name, 'email', m.email,
      'has_password', c.member_id is not null, 'changed_at', c.changed_at,
      'locked_until', case when c.locked_until > now() then c.locked_until end) order by m.name, m.id), '[]')
    from public.members m left join public.phone_credentials c on c.member_id = m.id
    where m.account_id = private.my_owned_account_id() and m.is_phone_user and m.disabled_at is null);
end
$$;

create or replace function public.list_phone_users() returns jsonb
language sql stable set search_path = '' as $$ select private.list_phone_users() $$;

grant execute on function private.list_phone_users(), public.list_phone_users() to authenticated;
