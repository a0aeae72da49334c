/* Each change makes a new revision, so that who saves one that was changed meanwhile changes nothing. */
create or replace function private.count_revision() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.revision := old.revision + 1;
  return new;
end
$$;
