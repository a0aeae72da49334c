/* Who is on the other end of a call and where it belongs, as somebody may know it; null for who has no role in its inbox. */
create or replace function private.call_party(member uuid, call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('call_id', k.id, 'direction', k.direction, 'inbox_id', k.inbox_id, 'inbox_name', i.name,
      'ticket_id', t.id, 'ticket_number', t.number, 'customer_number', k.customer_number,
      'contact_name', c.name, 'company', c.company, 'contract_number', k.contract_number)
    from public.calls k
    join public.inboxes i on i.id = k.inbox_id
    join public.inbox_members im on im.inbox_id = k.inbox_id and im.member_id = member
    left join public.tickets t on t.id = k.ticket_id
    cross join lateral private.contact_shown(private.contact_known_to(member, k.contact_id),
      private.contact_known_to(member, t.contact_id)) c
    where k.id = call);
end
$$;
