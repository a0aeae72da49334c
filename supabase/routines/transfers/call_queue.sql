/* The queue a call waits in, or would wait in: of one that came through none, the first that calls to its number come to; null where they go nowhere. */
create or replace function private.call_queue(call public.calls) returns uuid
language plpgsql stable set search_path = '' as $$
begin
  if call.queue_id is not null then return call.queue_id; end if;
  return (
    select f.queue_id from public.phone_numbers n
    join public.flow_versions v on v.flow_id = n.flow_id and v.is_published
    join public.flow_version_queues f on f.flow_version_id = v.id
    where n.id = call.phone_number_id order by f.position limit 1);
end
$$;

grant execute on function private.call_queue(public.calls) to service_role;
