/* The log of a call, for `replay`. */
create or replace function private.call_facts(call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_agg(payload || jsonb_build_object('kind', kind, 'at', occurred_at) order by position)
    from public.call_events where call_id = call);
end
$$;

grant execute on function private.call_facts(uuid) to service_role;
