/* H7: makes a contact (of the id `new_id` when given: the same form sent again makes no second one), or edits the one named by
   `id` at `revision`, with the phones and mail addresses given (a list given replaces the
   kept one; a list left out stays). `{ id?, revision?, new_id?, address_book_id?, name, kana, company, customer_code, address, note,
   phones?: [{ number, label }], emails?: [{ email, label }], ticket_id? }` → the contact's id. With `ticket_id` the book defaults to
   the one its inbox links, and the ticket and those of the same customer number without a contact are linked. */
create or replace function public.save_contact(p jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  ticket public.tickets;
  contact public.contacts;
begin
  if p ->> 'ticket_id' is not null then
    select * into ticket from public.tickets where id = (p ->> 'ticket_id')::uuid;
    if ticket.id is null then perform private.fail('not_found'); end if;
  end if;
  if coalesce(btrim(p ->> 'name'), '') = '' then perform private.fail('invalid_input', 'name'); end if;

  if p ->> 'id' is not null then
    select * into contact from public.contacts where id = (p ->> 'id')::uuid for no key update;
    if contact.id is null then perform private.fail('not_allowed'); end if;
    if contact.revision is distinct from (p ->> 'revision')::integer then
      perform private.fail('contact_conflict', contact.revision::text);
    end if;
    update public.contacts set name = btrim(p ->> 'name'), kana = p ->> 'kana', company = p ->> 'company',
      customer_code = p ->> 'customer_code', address = p ->> 'address', note = p ->> 'note'
    where id = contact.id;
  else
    insert into public.contacts (id, account_id, address_book_id, name, kana, company, customer_code, address, note)
    values (coalesce((p ->> 'new_id')::uuid, gen_random_uuid()), private.my_account_id(),
      coalesce((p ->> 'address_book_id')::uuid, (select address_book_id from public.inboxes where id = ticket.inbox_id)),
      btrim(p ->> 'name'), p ->> 'kana', p ->> 'company', p ->> 'customer_code', p ->> 'address', p ->> 'note')
    on conflict (id) do nothing returning * into contact;
    if contact.id is null then
      -- The same form once more: what it made is there.
      select * into contact from public.contacts where id = (p ->> 'new_id')::uuid;
      if contact.id is null then perform private.fail('not_allowed'); end if;
      return contact.id;
    end if;
  end if;

  if p ? 'phones' then
    delete from public.contact_phones where contact_id = contact.id;
    insert into public.contact_phones (account_id, address_book_id, contact_id, number, label)
    select contact.account_id, contact.address_book_id, contact.id, x ->> 'number', x ->> 'label'
    from jsonb_array_elements(p -> 'phones') x;
  end if;
  if p ? 'emails' then
    delete from public.contact_emails where contact_id = contact.id;
    insert into public.contact_emails (account_id, address_book_id, contact_id, email, label)
    select contact.account_id, contact.address_book_id, contact.id, x ->> 'email', x ->> 'label'
    from jsonb_array_elements(p -> 'emails') x;
  end if;

  if ticket.id is not null then
    update public.tickets set contact_id = contact.id where id = ticket.id;
    if not found then perform private.fail('not_allowed'); end if;
    update public.tickets set contact_id = contact.id
    where inbox_id = ticket.inbox_id and customer_number = ticket.customer_number and contact_id is null;
  end if;
  return contact.id;
end
$$;

grant execute on function public.save_contact(jsonb) to authenticated;
