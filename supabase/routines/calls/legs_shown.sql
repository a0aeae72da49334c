/* Who is in a call or on the way into it, for whoever is in it; of who was asked for help or handed over to, also who is gone, with why.
   Of a hold: whether it is wanted, whether it is, since when, and whether the provider has refused what was wanted last. */
create or replace function private.legs_shown(call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'role', l.role, 'purpose', l.purpose, 'state', l.state,
      'is_held', l.is_held, 'is_hold_asked', l.is_hold_asked, 'held_since', case when l.is_held then hold.began_at end,
      'is_hold_refused', coalesce(hold.last = 'hold_refused', false), 'member_id', l.member_id, 'member_name', m.name,
      'number', l.number, 'started_at', l.started_at, 'joined_at', l.joined_at, 'left_at', l.left_at,
      'left_cause', l.left_cause) order by l.started_at, l.id), '[]')
    from public.call_legs l
    left join public.members m on m.id = l.member_id
    left join lateral (
      select max(e.occurred_at) filter (where e.kind = 'leg_held') as began_at,
        (array_agg(e.kind order by e.position desc))[1] as last
      from public.call_events e
      where e.call_id = l.call_id and e.kind in ('hold_asked', 'leg_held', 'leg_released', 'hold_refused')
    ) hold on l.role = 'customer'
    where l.call_id = call and (l.state <> 'ended' or l.purpose in ('consult', 'transfer')));
end
$$;
