-- The leg somebody talked or dialled on last: the one their after-call work is about.
create or replace function private.last_leg_of(member uuid) returns public.call_legs
language plpgsql stable security definer set search_path = '' as $$
declare
  leg public.call_legs;
begin
  select * into leg from public.call_legs l
  where l.member_id = member and l.role = 'agent' and (l.joined_at is not null or l.purpose = 'dial') order by l.started_at desc limit 1;
  return leg;
end
$$;
