/* Takes a topic's sequence for the rest of the transaction. → when the topic last said something. */
create or replace function private.lock_sequence(base text) returns timestamptz
language plpgsql set search_path = '' as $$
declare
  last_sent timestamptz;
begin
  insert into private.topic_sequences (topic) values (base) on conflict do nothing;
  select s.sent_at into last_sent from private.topic_sequences s where s.topic = base for update;
  return last_sent;
end
$$;
