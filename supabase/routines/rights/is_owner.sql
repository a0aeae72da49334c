create or replace function private.is_owner() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select exists (
    select from public.members where user_id = (select auth.uid()) and disabled_at is null and role = 'owner'));
end
$$;

grant execute on function private.is_owner() to authenticated, service_role;
