create or replace function private.follow_inbox() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('inbox', new.id, 'inboxes', new.id::text, tg_op);
  -- Phones that ring or talk name the inbox.
  perform private.publish('member', phones.member_id, 'phone', phones.member_id::text, 'update')
  from (
    select o.member_id from public.call_offers o where o.inbox_id = new.id and o.is_open
    union select l.member_id from public.call_legs l join public.calls k on k.id = l.call_id
    where k.inbox_id = new.id and k.state <> 'ended' and l.role = 'agent' and l.state = 'live'
  ) phones;
  return null;
end
$$;
