/* What somebody's phone shows, with no more than that person may read: who has no role in the inbox (any more) sees no call of
   it. Asked for oneself, and for the message to the member's own topic, so that whoever is rung need not read. */
create or replace function private.phone_of(member uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select to_jsonb(p) - 'auth_session_id' || jsonb_build_object(
      'offer', (
        select jsonb_build_object(
          'offer_id', o.id, 'leg_id', o.leg_id, 'state', o.state, 'call_id', k.id, 'inbox_id', o.inbox_id, 'inbox_name', i.name,
          'ticket_number', t.number, 'customer_number', k.customer_number, 'contact_name', c.name, 'company', c.company,
          'flow_name', f.name, 'queue_name', q.name, 'contract_number', k.contract_number,
          'announced_at', o.announced_at, 'expires_at', o.expires_at,
          'last_exchange', private.last_exchange(o.inbox_id, k.customer_number, k.started_at))
        from public.call_offers o
        join public.calls k on k.id = o.call_id
        join public.inboxes i on i.id = o.inbox_id
        join public.inbox_members im on im.inbox_id = o.inbox_id and im.member_id = member
        left join public.queues q on q.id = o.queue_id
        left join public.flow_versions v on v.id = k.flow_version_id
        left join public.flows f on f.id = v.flow_id
        left join public.tickets t on t.id = k.ticket_id
        cross join lateral private.contact_shown(private.contact_known_to(member, k.contact_id),
          private.contact_known_to(member, t.contact_id)) c
        where o.member_id = member and o.is_open
      ),
      'call', (
        select jsonb_build_object(
          'call_id', k.id, 'leg_id', l.id, 'inbox_id', k.inbox_id, 'inbox_name', i.name,
          'ticket_id', t.id, 'ticket_number', t.number, 'message_id', memo.message_id,
          'customer_number', k.customer_number, 'contact_name', c.name, 'company', c.company,
          'contract_number', k.contract_number, 'is_recorded', k.is_recorded, 'direction', k.direction,
          'is_dialling', k.state = 'dialling',
          'answered_at', case when k.state <> 'dialling' then greatest(l.joined_at, k.answered_at) end)
        from public.call_legs l
        join public.calls k on k.id = l.call_id
        join public.inboxes i on i.id = k.inbox_id
        join public.inbox_members im on im.inbox_id = k.inbox_id and im.member_id = member
        left join public.tickets t on t.id = k.ticket_id
        left join public.call_memos memo on memo.leg_id = l.id
        cross join lateral private.contact_shown(private.contact_known_to(member, k.contact_id),
          private.contact_known_to(member, t.contact_id)) c
        where l.member_id = member and l.role = 'agent' and k.state <> 'ended'
          and (l.state = 'live' or l.purpose = 'dial' and l.state <> 'ended')
      ))
    from private.phone_rows p join public.members m on m.id = p.member_id
    where p.member_id = member and m.disabled_at is null);
end
$$;
