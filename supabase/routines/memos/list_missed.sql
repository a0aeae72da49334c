/* `p_kind` is `missed_call` or `voicemail`. Newest first: `{ seq, rows, contacts }`; the next page starts before the last row's
   `started_at` and `message_id`. Null for an inbox that is not the caller's. */
create or replace function public.list_missed(
  p_inbox uuid, p_kind public.message_kind, p_before_at timestamptz default null, p_before_id uuid default null,
  p_limit integer default 50
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with page as (
      select * from public.missed_rows r
      where r.inbox_id = p_inbox and r.kind = p_kind
        and (r.started_at, r.message_id)
          < (coalesce(p_before_at, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by r.started_at desc, r.message_id desc
      limit least(greatest(p_limit, 1), 200)
    )
    select jsonb_build_object('seq', topic.seq,
      'rows', coalesce((select jsonb_agg(to_jsonb(p) order by p.started_at desc, p.message_id desc) from page p), '[]'),
      'contacts', private.contact_names(array(select contact_id from page union select ticket_contact_id from page)))
    from (select private.inbox_seq(p_inbox) as seq) topic where topic.seq is not null);
end
$$;

grant execute on function public.list_missed(uuid, public.message_kind, timestamptz, uuid, integer) to authenticated;
