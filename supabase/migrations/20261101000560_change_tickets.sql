-- What an Operator does to a ticket. With the caller's own rights: the policies of tickets and ticket_labels decide.

/* Says why an update touched no row: nothing there to see, or seen and not allowed. */
create function private.explain_refusal(ticket uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform from public.tickets where id = ticket;
  perform private.fail(case when found then 'not_allowed' else 'not_found' end);
end
$$;

create function public.set_ticket_status(p_ticket_id uuid, p_status public.ticket_status) returns void
language plpgsql set search_path = '' as $$
begin
  if p_status is null then perform private.fail('invalid_input', 'status'); end if;
  update public.tickets set status = p_status where id = p_ticket_id;
  if not found then perform private.explain_refusal(p_ticket_id); end if;
end
$$;

create function public.set_ticket_subject(p_ticket_id uuid, p_subject text) returns void
language plpgsql set search_path = '' as $$
begin
  if p_subject is null or length(p_subject) > 200 then perform private.fail('invalid_input', 'subject_length'); end if;
  update public.tickets set subject = p_subject where id = p_ticket_id;
  if not found then perform private.explain_refusal(p_ticket_id); end if;
end
$$;

/* Puts a label of the ticket's inbox on it, or takes it off; either twice is as good as once. */
create function public.label_ticket(p_ticket_id uuid, p_label_id uuid, p_on boolean) returns void
language plpgsql set search_path = '' as $$
declare
  ticket public.tickets;
begin
  if p_label_id is null or p_on is null then perform private.fail('invalid_input'); end if;
  select * into ticket from public.tickets where id = p_ticket_id;
  if ticket.id is null then perform private.fail('not_found'); end if;
  if ticket.inbox_id not in (select private.my_inbox_ids('operator')) then perform private.fail('not_allowed'); end if;
  if p_on then
    insert into public.ticket_labels (account_id, inbox_id, ticket_id, label_id)
    values (ticket.account_id, ticket.inbox_id, ticket.id, p_label_id) on conflict do nothing;
  else
    delete from public.ticket_labels where ticket_id = p_ticket_id and label_id = p_label_id;
  end if;
end
$$;

/* H7: makes a contact (of the id `new_id` when given: the same form sent again makes no second one), or edits the one named by
   `id` at `revision`, with the phones and mail addresses given (a list given replaces the
   kept one; a list left out stays). `{ id?, revision?, new_id?, address_book_id?, name, kana, company, customer_code, address, note,
   phones?: [{ number, label }], emails?: [{ email, label }], ticket_id? }` → the contact's id. With `ticket_id` the book defaults to
   the one its inbox links, and the ticket and those of the same customer number without a contact are linked. */
create function public.save_contact(p jsonb) returns uuid
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

grant execute on function
  private.explain_refusal(uuid), public.set_ticket_status(uuid, public.ticket_status), public.set_ticket_subject(uuid, text),
  public.label_ticket(uuid, uuid, boolean), public.save_contact(jsonb)
to authenticated;
