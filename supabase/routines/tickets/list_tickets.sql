/* One page of a category, newest first: `{ seq, rows, contacts }`; the next page starts before the last row's
   `last_message_at` and `id`. Null for an inbox that is not the caller's. PL/pgSQL for the plan it keeps. */
create or replace function public.list_tickets(
  p_inbox uuid, p_status public.ticket_status, p_before_at timestamptz default null, p_before_id uuid default null,
  p_limit integer default 50
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with page as (
      select * from public.ticket_rows r
      where r.inbox_id = p_inbox
        and r.status_rank = (case p_status when 'open' then 1 when 'on_hold' then 2 when 'done' then 3 when 'no_action' then 4 end)::smallint
        and (r.last_message_at, r.id)
          < (coalesce(p_before_at, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by r.last_message_at desc, r.id desc
      limit least(greatest(p_limit, 1), 200)
    )
    select jsonb_build_object('seq', topic.seq,
      'rows', coalesce((select jsonb_agg(to_jsonb(p) order by p.last_message_at desc, p.id desc) from page p), '[]'),
      'contacts', private.contact_names(array(select contact_id from page)))
    from (select private.inbox_seq(p_inbox) as seq) topic where topic.seq is not null);
end
$$;

grant execute on function public.list_tickets(uuid, public.ticket_status, timestamptz, uuid, integer) to authenticated;
