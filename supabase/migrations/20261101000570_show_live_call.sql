-- E1, E5: what the softphone of the caller of this function shows now.

/* Definer: flows are settings, which only owners read; who is rung may know through which one the call came. */
create function private.flow_name_of(call uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select f.name from public.calls c
    join public.flow_versions v on v.id = c.flow_version_id
    join public.flows f on f.id = v.flow_id
    where c.id = call and c.inbox_id in (select private.my_inbox_ids()));
end
$$;

/* The latest recorded or written exchange with that number in that inbox: `{ at, member_name, subject }`, or null. */
create function private.last_exchange(inbox uuid, customer public.e164, before timestamptz) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('at', m.occurred_at, 'member_name', a.name, 'subject', memo.subject)
    from public.messages m
    join public.call_memos memo on memo.message_id = m.id and memo.kind = 'call_memo'
    left join public.members a on a.id = memo.member_id
    where m.inbox_id = inbox and m.customer_number = customer and m.occurred_at < before
    order by m.occurred_at desc, m.id desc limit 1);
end
$$;

create function public.my_live_call() returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'offer', (
        select jsonb_build_object(
          'offer_id', o.id, 'leg_id', o.leg_id, 'state', o.state, 'call_id', k.id, 'inbox_id', o.inbox_id, 'inbox_name', i.name,
          'ticket_number', t.number, 'customer_number', k.customer_number, 'contact_name', c.name, 'company', c.company,
          'flow_name', private.flow_name_of(k.id), 'queue_name', q.name, 'contract_number', k.contract_number,
          'announced_at', o.announced_at, 'expires_at', o.expires_at,
          'last_exchange', private.last_exchange(o.inbox_id, k.customer_number, k.started_at))
        from public.call_offers o
        join public.calls k on k.id = o.call_id
        join public.inboxes i on i.id = o.inbox_id
        left join public.queues q on q.id = o.queue_id
        left join public.tickets t on t.id = k.ticket_id
        left join public.contacts called on called.id = k.contact_id
        left join public.contacts linked on linked.id = t.contact_id
        cross join lateral private.contact_shown(called, linked) c
        where o.member_id = me.id and o.is_open
      ),
      'call', (
        select jsonb_build_object(
          'call_id', k.id, 'leg_id', l.id, 'state', k.state, 'inbox_id', k.inbox_id, 'inbox_name', i.name,
          'ticket_id', t.id, 'ticket_number', t.number, 'message_id', memo.message_id,
          'customer_number', k.customer_number, 'contact_name', c.name, 'company', c.company,
          'contract_number', k.contract_number, 'answered_at', l.joined_at, 'is_recorded', k.is_recorded)
        from public.call_legs l
        join public.calls k on k.id = l.call_id
        join public.inboxes i on i.id = k.inbox_id
        left join public.tickets t on t.id = k.ticket_id
        left join public.call_memos memo on memo.leg_id = l.id
        left join public.contacts called on called.id = k.contact_id
        left join public.contacts linked on linked.id = t.contact_id
        cross join lateral private.contact_shown(called, linked) c
        where l.member_id = me.id and l.role = 'agent' and l.state = 'live' and k.state <> 'ended'
      ))
    from (select private.my_member_id() as id) me);
end
$$;

grant execute on function
  private.flow_name_of(uuid), private.last_exchange(uuid, public.e164, timestamptz), public.my_live_call()
to authenticated;
