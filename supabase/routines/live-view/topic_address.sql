/* Where a topic is listened to now; null when what it is about is gone. */
create or replace function private.topic_address(scope text, scope_id uuid) returns text
language plpgsql stable set search_path = '' as $$
begin
  return case scope
    when 'inbox' then (select 'inbox:' || i.id || ':' || i.epoch from public.inboxes i where i.id = scope_id)
    when 'account' then (select 'account:' || a.id || ':' || a.epoch || ':presence' from public.accounts a where a.id = scope_id)
    else 'member:' || scope_id end;
end
$$;
