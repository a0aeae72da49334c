-- The counts beside an inbox's name are part of its row.
create or replace function private.follow_counters() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('inbox', new.inbox_id, 'inboxes', new.inbox_id::text, 'update');
  return null;
end
$$;
