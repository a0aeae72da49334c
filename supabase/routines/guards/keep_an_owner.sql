-- An account without an owner could never be changed again. The account's row is locked first: two owners who
-- step down at once come one after the other.
create or replace function private.keep_an_owner() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.accounts where id = old.account_id for no key update;
  perform from public.members
  where account_id = old.account_id and id <> old.id and role = 'owner' and disabled_at is null;
  if not found then
    raise exception 'an account keeps at least one owner'
      using errcode = 'check_violation', constraint = 'members_keep_an_owner', table = 'members';
  end if;
  return new;
end
$$;
