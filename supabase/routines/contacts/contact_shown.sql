/* The contact a call shows: the one it came with, else its ticket's. Callers join each by a plain column: a join by
   `coalesce` is not leakproof, and row security would read the whole table for it. */
create or replace function private.contact_shown(called public.contacts, linked public.contacts, out name text, out company text)
language sql immutable set search_path = '' as $$
  select case when called.id is null then linked.name else called.name end,
    case when called.id is null then linked.company else called.company end
$$;

grant execute on function private.contact_shown(public.contacts, public.contacts) to authenticated;
