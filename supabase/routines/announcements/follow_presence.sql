create or replace function private.follow_presence() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', new.member_id, 'phone', new.member_id::text, 'update');
  perform private.publish('account', new.account_id, 'agent_presence', new.member_id::text, 'update');
  return null;
end
$$;
