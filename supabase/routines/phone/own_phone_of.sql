/* Somebody's phone, whole, with no more than that person may read: who has no role in the inbox (any more) sees no call of it.
   Asked for oneself, and for the message to the member's own topic, so that whoever is rung need not read. `version` is the
   topic's sequence, `now` the clock all its moments are of. */
create or replace function private.own_phone_of(member uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'now', clock_timestamp(),
      'version', coalesce((select s.seq from private.topic_sequences s where s.topic = 'member:' || member), 0),
      'member_id', p.member_id,
      'session', case when p.phone_session_id is not null then jsonb_build_object('id', p.phone_session_id) end,
      'status', jsonb_build_object('value', p.status, 'reason', p.status_reason, 'cause', p.status_cause, 'since', p.status_since),
      'after_call', case when p.after_call_until is not null then jsonb_build_object(
        'until', p.after_call_until, 'call_id', last.call_id, 'reason', k.reason, 'party', private.call_party(member, last.call_id),
        'talked_from', case when k.answered_at is not null then greatest(last.joined_at, k.answered_at) end,
        'talked_until', last.left_at) end,
      'offer', (
        select private.call_party(member, o.call_id) || jsonb_build_object('offer_id', o.id, 'leg_id', o.leg_id, 'state', o.state,
          'purpose', o.purpose, 'flow_name', f.name, 'queue_name', q.name,
          'announced_at', o.announced_at, 'expires_at', o.expires_at,
          'last_exchange', private.last_exchange(o.inbox_id, c.customer_number, c.started_at),
          'consult', private.consult_shown(o))
        from public.call_offers o
        join public.calls c on c.id = o.call_id
        left join public.queues q on q.id = o.queue_id
        left join public.flow_versions v on v.id = c.flow_version_id
        left join public.flows f on f.id = v.flow_id
        where o.member_id = member and o.is_open
      ),
      'call', (
        select private.call_party(member, c.id) || jsonb_build_object('state', c.state, 'my_leg', l.id,
          'recording', case when not c.is_recorded then 'off' when c.is_recording_paused then 'paused' else 'on' end,
          'is_pause_asked', c.is_pause_asked, 'is_pause_refused', private.is_pause_refused(c.id),
          'message_id', memo.message_id,
          'answered_at', case when c.state <> 'dialling' then greatest(l.joined_at, c.answered_at) end,
          'invited', private.invited_shown(c.id), 'legs', private.legs_shown(c.id))
        from public.call_legs l
        join public.calls c on c.id = l.call_id
        left join public.call_memos memo on memo.leg_id = l.id
        where l.member_id = member and l.role = 'agent' and c.state <> 'ended'
          and (l.state = 'live' or l.purpose = 'dial' and l.state <> 'ended')
      ),
      'supervision', (
        select private.call_party(member, c.id) || jsonb_build_object('leg_id', l.id, 'mode', l.purpose, 'joined_at', l.joined_at,
          'agent_names', (
            select coalesce(jsonb_agg(a.name order by al.started_at, al.id), '[]')
            from public.call_legs al
            join public.members a on a.id = al.member_id
            where al.call_id = c.id and al.role = 'agent' and al.state = 'live'))
        from public.call_legs l
        join public.calls c on c.id = l.call_id
        where l.member_id = member and l.role = 'supervisor' and l.state <> 'ended'
      ))
    from private.phone_rows p
    join public.members m on m.id = p.member_id
    left join lateral private.last_leg_of(member) last on p.after_call_until is not null
    left join public.calls k on k.id = last.call_id
    where p.member_id = member and m.disabled_at is null);
end
$$;
