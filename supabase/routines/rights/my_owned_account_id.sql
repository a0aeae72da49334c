-- The account whose settings are mine to change; null for everybody but its owners.
create or replace function private.my_owned_account_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select account_id from public.members
  where user_id = (select auth.uid()) and disabled_at is null and role = 'owner');
end
$$;

grant execute on function private.my_owned_account_id() to authenticated, service_role;
