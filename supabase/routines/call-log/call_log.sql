/* The facts of a call in their order, for `replay` (K1), to whoever has a role in its inbox; null to anybody else. What the provider calls
   things, and what it said when it refused, is the service's: each such value is a dash, so that the fold still sees that there was one.
   Definer: payloads are not the caller's to read. */
create or replace function private.call_log(call uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from public.calls c where c.id = call and c.inbox_id in (select private.my_inbox_ids())) then return null; end if;
  return (
    select coalesce(jsonb_agg(shown.payload || jsonb_build_object('kind', e.kind, 'at', e.occurred_at) order by e.position), '[]')
    from public.call_events e
    cross join lateral (
      select coalesce(jsonb_object_agg(p.key, case
        when p.key in ('providerLegId', 'conferenceId', 'providerRecordingId', 'error') and p.value <> 'null' then '"-"' else p.value end), '{}') as payload
      from jsonb_each(e.payload) p
    ) shown
    where e.call_id = call);
end
$$;

grant execute on function private.call_log(uuid) to authenticated;
