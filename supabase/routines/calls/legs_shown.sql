/* Who is in a call or on the way into it, for whoever is in it; of who was asked for help or handed over to, also who is gone, with why. */
create or replace function private.legs_shown(call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'role', l.role, 'purpose', l.purpose, 'state', l.state,
      'is_held', l.is_held, 'member_id', l.member_id, 'member_name', m.name, 'number', l.number,
      'joined_at', l.joined_at, 'left_cause', l.left_cause) order by l.started_at, l.id), '[]')
    from public.call_legs l
    left join public.members m on m.id = l.member_id
    where l.call_id = call and (l.state <> 'ended' or l.purpose in ('consult', 'transfer')));
end
$$;
