create or replace function private.follow_inbox_member() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  row public.inbox_members := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_op = 'UPDATE' and new is not distinct from old then return null; end if;
  perform private.change_epoch('inbox', row.inbox_id);
  perform private.publish('member', row.member_id, 'members', row.member_id::text, 'update');
  -- Nobody else can say to the others of the inbox that they have to move.
  perform private.publish('member', im.member_id, 'members', im.member_id::text, 'update')
  from public.inbox_members im where im.inbox_id = row.inbox_id and im.member_id <> row.member_id;
  return null;
end
$$;
