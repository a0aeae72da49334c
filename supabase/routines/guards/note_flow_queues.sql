-- The queues that a new version leads to, each once, in the order of its blocks. One that is not this account's is refused by its reference.
create or replace function private.note_flow_queues() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.flow_version_queues (account_id, flow_version_id, queue_id, position)
  select new.account_id, new.id, found.queue, min(found.place)
  from (
    select (value #>> '{}')::uuid as queue, ordinality as place
    from jsonb_path_query(new.definition, '$.blocks[*] ? (@.kind == "queue").queueId ? (@ != null)') with ordinality as named (value, ordinality)
  ) found
  group by found.queue;
  return null;
end
$$;
