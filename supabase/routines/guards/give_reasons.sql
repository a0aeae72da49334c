-- B8: the reasons for being offline that an account begins with.
create or replace function private.give_reasons() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.offline_reasons (account_id, name, position)
  values (new.id, 'away', 1), (new.id, 'break', 2), (new.id, 'meeting', 3);
  return null;
end
$$;
