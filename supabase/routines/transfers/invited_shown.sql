/* The colleague who was asked into a call last, for whoever is in it: `{ leg_id, member_id, member_name, state, announced_at }`. Their leg
   has this id from the moment they are asked, before there is one; null when nobody was asked. */
create or replace function private.invited_shown(call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('leg_id', o.leg_id, 'member_id', o.member_id, 'member_name', m.name, 'state', o.state,
      'announced_at', o.announced_at)
    from public.call_offers o
    join public.members m on m.id = o.member_id
    where o.call_id = call and o.purpose = 'consult'
    order by o.announced_at desc, o.id limit 1);
end
$$;
