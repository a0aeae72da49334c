/* A ticket is settled by hand: who had called in vain on it has been seen to, too. */
create or replace function private.settle_missed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.call_memos memo set handled_at = now(), handled_by = private.my_member_id()
  from public.messages m
  where m.ticket_id = new.id and memo.message_id = m.id and memo.kind <> 'call_memo' and memo.handled_at is null;
  return null;
end
$$;
