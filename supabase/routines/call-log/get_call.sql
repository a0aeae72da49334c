/* A call with its log: `{ row, log, members, queues, contacts }`, `row` of view `call_rows`, `log` as `private.call_log` gives it, `members` and
   `queues` the names of those the log mentions, by id; null for what does not exist or is not the caller's to see. */
create or replace function public.get_call(p_call_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('row', to_jsonb(r), 'log', private.call_log(r.id),
      'members', (
        select coalesce(jsonb_object_agg(m.id, m.name), '{}') from public.members m where m.id in (
          select o.member_id from public.call_offers o where o.call_id = r.id
          union select l.member_id from public.call_legs l where l.call_id = r.id)),
      'queues', (select coalesce(jsonb_object_agg(q.id, q.name), '{}') from public.queues q where q.id in (
          select o.queue_id from public.call_offers o where o.call_id = r.id union select r.queue_id)),
      'contacts', private.contact_names(array[r.contact_id, r.ticket_contact_id]))
    from public.call_rows r where r.id = p_call_id);
end
$$;

grant execute on function public.get_call(uuid) to authenticated;
