/* Puts a label of the ticket's inbox on it, or takes it off; either twice is as good as once. */
create or replace function public.label_ticket(p_ticket_id uuid, p_label_id uuid, p_on boolean) returns void
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

grant execute on function public.label_ticket(uuid, uuid, boolean) to authenticated;
