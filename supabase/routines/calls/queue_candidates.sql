/* The agents of a queue as `candidates` says them. */
create or replace function private.queue_candidates(queue uuid, inbox uuid, call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return private.candidates(array(select member_id from public.queue_agents where queue_id = queue), inbox, call);
end
$$;

grant execute on function private.queue_candidates(uuid, uuid, uuid) to service_role;
