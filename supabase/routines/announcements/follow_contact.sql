-- A contact is shown in every inbox that links its book. Only who has a role in the book may read it, so the message says
-- no more than which one changed.
create or replace function private.follow_contact() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  contact public.contacts := case when tg_op = 'DELETE' then old else new end;
begin
  perform private.publish('inbox', i.id, 'contacts', contact.id::text, tg_op)
  from public.inboxes i
  where i.account_id = contact.account_id and i.address_book_id = contact.address_book_id;
  return null;
end
$$;
