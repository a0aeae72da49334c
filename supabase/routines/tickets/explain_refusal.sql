/* Says why an update touched no row: nothing there to see, or seen and not allowed. */
create or replace function private.explain_refusal(ticket uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform from public.tickets where id = ticket;
  perform private.fail(case when found then 'not_allowed' else 'not_found' end);
end
$$;

grant execute on function private.explain_refusal(uuid) to authenticated;
