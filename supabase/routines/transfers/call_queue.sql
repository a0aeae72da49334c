/* The queue a call waits in, or would wait in: of one that came through none, where calls to its number go; null where they go nowhere. */
create or replace function private.call_queue(call public.calls) returns uuid
language plpgsql stable set search_path = '' as $$
begin
  if call.queue_id is not null then return call.queue_id; end if;
  return (
    select q.id from public.phone_numbers n
    join public.flow_versions v on v.flow_id = n.flow_id and v.is_published
    join public.queues q on q.account_id = n.account_id and q.id::text = v.definition ->> 'queue_id'
    where n.id = call.phone_number_id);
end
$$;

grant execute on function private.call_queue(public.calls) to service_role;
