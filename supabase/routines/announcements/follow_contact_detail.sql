create or replace function private.follow_contact_detail() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  book uuid := case when tg_op = 'DELETE' then old.address_book_id else new.address_book_id end;
  contact uuid := case when tg_op = 'DELETE' then old.contact_id else new.contact_id end;
begin
  perform private.publish('inbox', i.id, 'contacts', contact::text, 'update')
  from public.inboxes i join public.address_books b on b.account_id = i.account_id and b.id = i.address_book_id
  where b.id = book;
  return null;
end
$$;
