/* Tickets of one customer number in an inbox, newest first, paged and answered as `list_tickets` does. */
create or replace function public.list_customer_tickets(
  p_inbox uuid, p_number public.e164, p_before_at timestamptz default null, p_before_id uuid default null, p_limit integer default 9
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with page as (
      select * from public.ticket_rows r
      where r.inbox_id = p_inbox and r.customer_number = p_number
        and (r.last_message_at, r.id)
          < (coalesce(p_before_at, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by r.last_message_at desc, r.id desc
      limit least(greatest(p_limit, 1), 50)
    )
    select jsonb_build_object('seq', topic.seq,
      'rows', coalesce((select jsonb_agg(to_jsonb(p) order by p.last_message_at desc, p.id desc) from page p), '[]'),
      'contacts', '[]'::jsonb)
    from (select private.inbox_seq(p_inbox) as seq) topic where topic.seq is not null);
end
$$;

grant execute on function public.list_customer_tickets(uuid, public.e164, timestamptz, uuid, integer) to authenticated;
