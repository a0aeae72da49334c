create or replace function public.set_ticket_status(p_ticket_id uuid, p_status public.ticket_status) returns void
language plpgsql set search_path = '' as $$
begin
  if p_status is null then perform private.fail('invalid_input', 'status'); end if;
  update public.tickets set status = p_status where id = p_ticket_id;
  if not found then perform private.explain_refusal(p_ticket_id); end if;
end
$$;

grant execute on function public.set_ticket_status(uuid, public.ticket_status) to authenticated;
