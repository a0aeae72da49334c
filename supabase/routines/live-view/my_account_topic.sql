-- The topic of my account, at its present epoch.
create or replace function private.my_account_topic() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select 'account:' || a.id || ':' || a.epoch || ':presence'
    from public.members m join public.accounts a on a.id = m.account_id
    where m.user_id = (select auth.uid()) and m.disabled_at is null);
end
$$;

grant execute on function private.my_account_topic() to authenticated, service_role;
