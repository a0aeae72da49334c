/* The calls of a number with an inbox, in either direction, answered as `list_timeline` does, without `total`. */
create or replace function public.list_customer_calls(
  p_inbox uuid, p_number public.e164, p_before_at timestamptz default null, p_before_id uuid default null, p_limit integer default 8
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with page as (
      select m.id from public.messages m
      where m.inbox_id = p_inbox and m.customer_number = p_number and m.kind in ('call_memo', 'missed_call', 'voicemail')
        and (m.occurred_at, m.id)
          < (coalesce(p_before_at, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by m.occurred_at desc, m.id desc limit least(greatest(p_limit, 1), 50)
    )
    select jsonb_build_object('seq', topic.seq, 'rows', private.timeline_page(array(select id from page)), 'contacts', '[]'::jsonb)
    from (select private.inbox_seq(p_inbox) as seq) topic where topic.seq is not null);
end
$$;

grant execute on function public.list_customer_calls(uuid, public.e164, timestamptz, uuid, integer) to authenticated;
