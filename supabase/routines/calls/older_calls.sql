/* Calls that wait unattended in `queue` since before `since`, oldest first, each with whom it has asked in its present round.
   More than fifty would not change who is next. */
create or replace function private.older_calls(account uuid, queue uuid, since timestamptz, call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'tried', coalesce(t.members, '[]')) order by c.queued_at, c.id), '[]')
    from (
      select id, queued_at from public.calls
      where account_id = account and queue_id = queue and state = 'queued' and private.is_unattended(id) and id is distinct from call
        and (since is null or (queued_at, id) < (since, call))
      order by queued_at, id limit 50
    ) c
    left join lateral (
      select jsonb_agg(o.member_id) as members from public.call_offers o
      where o.call_id = c.id and o.purpose = 'queue'
        and o.round = (select max(round) from public.call_offers where call_id = c.id and purpose = 'queue')
    ) t on true);
end
$$;

grant execute on function private.older_calls(uuid, uuid, timestamptz, uuid) to service_role;
