/* Rows of those messages, newest first. */
create or replace function private.timeline_page(messages uuid[]) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(one.entry order by one.occurred_at desc, one.message_id desc), '[]')
    from unnest(messages) asked (id)
    -- A join with a limit: each row by its key, however many the planner expects.
    cross join lateral (
      select to_jsonb(r) as entry, r.occurred_at, r.message_id from public.timeline_rows r where r.message_id = asked.id limit 1
    ) one);
end
$$;

grant execute on function private.timeline_page(uuid[]) to authenticated;
