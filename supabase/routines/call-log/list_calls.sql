/* The call log: a page of the caller's calls, newest first, `{ rows, contacts }`, rows of view `call_rows`, `contacts` the names of those they
   mention as far as the caller may read them. What is asked for says `private.call_page`; the next page starts before the last row's
   `started_at` and `id`. `p_from` and `p_until` are days of the account's calendar, both included. Null for an inbox that is not the caller's. */
create or replace function public.list_calls(
  p_inbox uuid default null, p_from date default null, p_until date default null, p_direction public.call_direction default null,
  p_outcome public.call_outcome default null, p_reason public.call_reason default null, p_member uuid default null,
  p_number public.e164 default null, p_before_at timestamptz default null, p_before_id uuid default null, p_limit integer default 50
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with page as (
      select r.* from public.call_rows r
      where r.id = any (array(select private.call_page(
        p_inbox, p_from, p_until, p_direction, p_outcome, p_reason, p_member, p_number, p_before_at, p_before_id, p_limit)))
    )
    select jsonb_build_object(
      'rows', coalesce((select jsonb_agg(to_jsonb(p) order by p.started_at desc, p.id desc) from page p), '[]'),
      'contacts', private.contact_names(array(select contact_id from page union select ticket_contact_id from page)))
    where p_inbox is null or p_inbox in (select private.my_inbox_ids()));
end
$$;

grant execute on function public.list_calls(
  uuid, date, date, public.call_direction, public.call_outcome, public.call_reason, uuid, public.e164, timestamptz, uuid, integer) to authenticated;
