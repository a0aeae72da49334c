/* The ticket of a call (E6): the newest unfinished one of the same customer in the same inbox, else a new one. Once. */
create or replace function private.reserve_ticket(call uuid) returns uuid
language plpgsql set search_path = '' as $$
declare
  c public.calls;
  ticket uuid;
  next_number bigint;
begin
  select * into strict c from public.calls where id = call;
  if c.ticket_id is not null then return c.ticket_id; end if;
  -- Two calls of one number at the same moment find one ticket: the second looks when the first has committed.
  perform pg_advisory_xact_lock(hashtextextended('ticket of ' || c.inbox_id || c.customer_number, 0));
  select id into ticket from public.tickets
  where inbox_id = c.inbox_id and customer_number = c.customer_number and status in ('open', 'on_hold')
  order by last_message_at desc, id desc limit 1;
  if ticket is null then
    update public.accounts set next_ticket_number = next_ticket_number + 1 where id = c.account_id
    returning next_ticket_number - 1 into next_number;
    insert into public.tickets (account_id, inbox_id, number, customer_number, contact_id)
    values (c.account_id, c.inbox_id, next_number, c.customer_number, c.contact_id) returning id into ticket;
  end if;
  update public.calls set ticket_id = ticket where id = call;
  return ticket;
end
$$;

grant execute on function private.reserve_ticket(uuid) to service_role;
