create or replace function private.publish_caller(memo public.call_memos) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if memo.kind = 'call_memo' then return; end if;
  perform private.publish('inbox', memo.inbox_id, 'missed_callers',
    private.caller_key(memo.kind, memo.customer_number, memo.message_id), 'update');
end
$$;
