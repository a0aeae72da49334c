-- A call is shown by its ticket, on the phones it rings and is talked on, and by the caller it rings back.
create or replace function private.publish_call(call public.calls) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', phones.member_id, 'phone', phones.member_id::text, 'update')
  from (
    select o.member_id from public.call_offers o where o.call_id = call.id and o.is_open
    union select l.member_id from public.call_legs l where l.call_id = call.id and l.role = 'agent' and l.state <> 'ended'
  ) phones;
  perform private.publish('inbox', call.inbox_id, 'tickets', call.ticket_id::text, 'update');
  if call.direction = 'outbound' then
    perform private.publish_caller(memo) from public.call_memos memo
    where memo.inbox_id = call.inbox_id and memo.customer_number = call.customer_number
      and memo.handled_at is null and memo.kind <> 'call_memo';
  end if;
end
$$;
