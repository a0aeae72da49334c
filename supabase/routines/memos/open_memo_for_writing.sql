/* Locks the ticket, then the memo (the order everywhere), and says whether the caller may write it: own memos from
   Assistant, others' from Operator. */
create or replace function private.open_memo_for_writing(message uuid) returns public.call_memos
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := private.my_member_id();
  memo public.call_memos;
begin
  perform from public.tickets t
  where t.id = (select m.ticket_id from public.messages m where m.id = message and m.inbox_id in (select private.my_inbox_ids()))
  for no key update;
  if not found then perform private.fail('not_found'); end if;
  select * into memo from public.call_memos where message_id = message for update;
  if memo.message_id is null then perform private.fail('not_found'); end if;
  if memo.member_id is distinct from me and memo.inbox_id not in (select private.my_inbox_ids('operator')) then
    perform private.fail('memo_not_yours');
  end if;
  return memo;
end
$$;
