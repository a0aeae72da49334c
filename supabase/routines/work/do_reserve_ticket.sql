/* `{ ticket_id? }`: a ticket of the call's inbox it was dialled from. */
create or replace function private.do_reserve_ticket(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.calls c set ticket_id = t.id from public.tickets t
  where c.id = call and c.ticket_id is null and t.id = (step ->> 'ticket_id')::uuid and t.inbox_id = c.inbox_id;
  perform private.reserve_ticket(call);
end
$$;

grant execute on function private.do_reserve_ticket(uuid, jsonb) to service_role;
