/* Newest first: `{ seq, rows, contacts, total }`; the next page starts before the last row's `occurred_at` and `message_id`.
   `total`: how many exchanges there are in all, on the first page only. Null for a ticket that is not the caller's to see. */
create or replace function public.list_timeline(
  p_ticket_id uuid, p_before_at timestamptz default null, p_before_id uuid default null, p_limit integer default 50
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with ticket as (
      select id, inbox_id, customer_number from public.tickets where id = p_ticket_id
    ), border as (
      select coalesce(p_before_at, 'infinity') as at, coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff') as id,
        least(greatest(p_limit, 1), 200) as rows
    ), page as (
      -- Two walks along two indexes; one condition with `or` would read all of either.
      (select m.id, m.occurred_at from public.messages m, ticket t
       where m.ticket_id = t.id and (m.occurred_at, m.id) < (select at, id from border)
       order by m.occurred_at desc, m.id desc limit (select rows from border))
      union all
      (select m.id, m.occurred_at from public.messages m, ticket t
       where m.inbox_id = t.inbox_id and m.customer_number = t.customer_number and m.ticket_id <> t.id
         and (m.occurred_at, m.id) < (select at, id from border)
       order by m.occurred_at desc, m.id desc limit (select rows from border))
      order by occurred_at desc, id desc limit (select rows from border)
    ), entries as materialized (
      select private.timeline_page(array(select id from page)) as rows
    )
    select jsonb_build_object('seq', private.inbox_seq(t.inbox_id), 'rows', e.rows,
      'contacts', private.timeline_contacts(e.rows),
      'total', case when p_before_at is null then
        (select count(*) from public.messages m where m.ticket_id = t.id)
        + (select count(*) from public.messages m
           where m.inbox_id = t.inbox_id and m.customer_number = t.customer_number and m.ticket_id <> t.id) end)
    from ticket t, entries e);
end
$$;

grant execute on function public.list_timeline(uuid, timestamptz, uuid, integer) to authenticated;
