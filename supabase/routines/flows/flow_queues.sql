/* The queues that a version of a flow leads to, but for the one the call waits in already: `[{ queue, candidates, older_calls }]`. */
create or replace function private.flow_queues(flow_version uuid, inbox uuid, call uuid, waits_in uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'queue', private.queue_setting(f.queue_id),
      'candidates', private.queue_candidates(f.queue_id, inbox, call),
      'older_calls', private.older_calls(f.account_id, f.queue_id, null, call)) order by f.position), '[]')
    from public.flow_version_queues f
    where f.flow_version_id = flow_version and f.queue_id is distinct from waits_in);
end
$$;

grant execute on function private.flow_queues(uuid, uuid, uuid, uuid) to service_role;
