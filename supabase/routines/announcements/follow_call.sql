create or replace function private.follow_call() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish_call(new);
  -- Whoever dialled talks from the moment the other end answers, with no change of their own leg.
  if tg_op = 'UPDATE' and old.state = 'dialling' and new.state <> 'dialling' then
    perform private.publish('account', new.account_id, 'agent_presence', l.member_id::text, 'update')
    from public.call_legs l where l.call_id = new.id and l.role = 'agent' and l.state <> 'ended';
  end if;
  return null;
end
$$;
