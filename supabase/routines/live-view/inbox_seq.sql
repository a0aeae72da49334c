/* How far the topic of that inbox, of the caller's account and of the caller had come, in the snapshot of the statement that asks:
   a list names it beside its rows, so that what is said later is applied to them exactly once. Null where the caller may not
   listen. Definer as above. */
create or replace function private.inbox_seq(inbox uuid) returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce((select s.seq from private.topic_sequences s where s.topic = 'inbox:' || inbox), 0)
    where inbox in (select private.my_inbox_ids()));
end
$$;

grant execute on function private.inbox_seq(uuid) to authenticated;
