create or replace function private.follow_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', new.id, 'members', new.id::text, tg_op);
  perform private.publish('account', new.account_id, 'agent_presence', new.id::text, 'update');
  if tg_op = 'UPDATE' and new.disabled_at is distinct from old.disabled_at then
    perform private.change_epoch('account', new.account_id);
    perform private.change_epoch('inbox', im.inbox_id)
    from public.inbox_members im where im.member_id = new.id;
    -- Nobody else can say to the others of the account that they have to move.
    perform private.publish('member', others.id, 'members', others.id::text, 'update')
    from public.members others where others.account_id = new.account_id and others.id <> new.id;
  end if;
  return null;
end
$$;
