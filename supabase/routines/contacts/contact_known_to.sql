/* A contact's name as a member may know it: with a role in its book. */
create or replace function private.contact_known_to(member uuid, contact uuid) returns public.contacts
language plpgsql stable set search_path = '' as $$
declare
  known public.contacts;
begin
  select c.* into known from public.contacts c
  join public.address_book_members bm on bm.address_book_id = c.address_book_id and bm.member_id = member
  where c.id = contact;
  return known;
end
$$;
