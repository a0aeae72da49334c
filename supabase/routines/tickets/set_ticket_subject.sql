create or replace function public.set_ticket_subject(p_ticket_id uuid, p_subject text) returns void
language plpgsql set search_path = '' as $$
begin
  if p_subject is null or length(p_subject) > 200 then perform private.fail('invalid_input', 'subject_length'); end if;
  update public.tickets set subject = p_subject where id = p_ticket_id;
  if not found then perform private.explain_refusal(p_ticket_id); end if;
end
$$;

grant execute on function public.set_ticket_subject(uuid, text) to authenticated;
