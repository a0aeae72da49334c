-- E1, E5: what the softphone of the caller of this function shows now.

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

/* A contact's name as a member may know it: with a role in its book. */
create function private.contact_known_to(member uuid, contact uuid) returns public.contacts
language plpgsql stable set search_path = '' as $$
declare
  known public.contacts;
begin
  select c.* into known from public.contacts c
  join public.address_book_members bm on bm.address_book_id = c.address_book_id and bm.member_id = member
  where c.id = contact;
  return known;
end
$$;

/* What somebody's phone shows, with no more than that person may read: who has no role in the inbox (any more) sees no call of
   it. Asked for oneself, and for the message to the member's own topic, so that whoever is rung need not read. */
create function private.phone_of(member uuid) returns jsonb
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
          'contract_number', k.contract_number, 'answered_at', l.joined_at, 'is_recorded', k.is_recorded)
        from public.call_legs l
        join public.calls k on k.id = l.call_id
        join public.inboxes i on i.id = k.inbox_id
        join public.inbox_members im on im.inbox_id = k.inbox_id and im.member_id = member
        left join public.tickets t on t.id = k.ticket_id
        left join public.call_memos memo on memo.leg_id = l.id
        cross join lateral private.contact_shown(private.contact_known_to(member, k.contact_id),
          private.contact_known_to(member, t.contact_id)) c
        where l.member_id = member and l.role = 'agent' and l.state = 'live' and k.state <> 'ended'
      ))
    from private.phone_rows p join public.members m on m.id = p.member_id
    where p.member_id = member and m.disabled_at is null);
end
$$;

/* Definer: for oneself alone, with the rights asked for above. */
create function private.my_phone() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return jsonb_build_object('seq', private.own_seq('member'), 'row', private.phone_of(private.my_member_id()),
    'signed_in', coalesce((private.phone_state() ->> 'signed_in')::boolean, false));
end
$$;

/* → `{ seq, row, signed_in }`: what the caller's topic says of their phone, and whether its session is of this app sign-in. */
create function public.my_phone() returns jsonb
language sql stable set search_path = '' as $$ select private.my_phone() $$;

grant execute on function private.my_phone(), public.my_phone() to authenticated;
