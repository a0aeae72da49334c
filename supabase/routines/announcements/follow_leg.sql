-- A leg is shown on the phones of all who are in its call; an agent's and a supervisor's, also where people see what others are doing.
create or replace function private.follow_leg() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', l.member_id, 'phone', l.member_id::text, 'update')
  from public.call_legs l where l.call_id = new.call_id and l.role in ('agent', 'supervisor') and l.state <> 'ended';
  if new.member_id is null then return null; end if;
  perform private.publish('account', new.account_id, 'agent_presence', new.member_id::text, 'update');
  perform private.publish('member', new.member_id, 'phone', new.member_id::text, 'update');
  if new.role is distinct from 'agent' then return null; end if;
  perform private.publish_call(k) from public.calls k where k.id = new.call_id and k.direction = 'outbound';
  return null;
end
$$;
