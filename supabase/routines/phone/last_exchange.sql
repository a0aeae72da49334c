/* The latest recorded or written exchange with that number in that inbox: `{ at, member_name, subject }`, or null. */
create or replace function private.last_exchange(inbox uuid, customer public.e164, before timestamptz) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('at', m.occurred_at, 'member_name', a.name, 'subject', memo.subject)
    from public.messages m
    join public.call_memos memo on memo.message_id = m.id and memo.kind = 'call_memo'
    left join public.members a on a.id = memo.member_id
    where m.inbox_id = inbox and m.customer_number = customer and m.occurred_at < before
    order by m.occurred_at desc, m.id desc limit 1);
end
$$;
