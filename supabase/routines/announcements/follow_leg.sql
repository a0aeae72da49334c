create or replace function private.follow_leg() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', new.member_id, 'phone', new.member_id::text, 'update');
  perform private.publish('account', new.account_id, 'agent_presence', new.member_id::text, 'update');
  perform private.publish_call(k) from public.calls k where k.id = new.call_id and k.direction = 'outbound';
  return null;
end
$$;
