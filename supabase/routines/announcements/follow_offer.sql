-- An offer is shown on the phone it rings; that a colleague is asked into a call, also on the phones of those who are in it.
create or replace function private.follow_offer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', new.member_id, 'phone', new.member_id::text, 'update');
  if new.purpose is not distinct from 'consult' then
    perform private.publish('member', l.member_id, 'phone', l.member_id::text, 'update')
    from public.call_legs l where l.call_id = new.call_id and l.role = 'agent' and l.state <> 'ended';
  end if;
  perform private.publish('account', new.account_id, 'agent_presence', new.member_id::text, 'update');
  return null;
end
$$;
