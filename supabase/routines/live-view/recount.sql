/* Makes every counter of the account anew; for bulk loads that passed the triggers by. Nobody may call it but the owner
   of the database. */
create or replace function private.recount(account uuid) returns void
language sql set search_path = '' as $$
  update public.inbox_counters k set
    open_tickets = (select count(*) from public.tickets t where t.inbox_id = k.inbox_id and t.status_rank = 1),
    on_hold_tickets = (select count(*) from public.tickets t where t.inbox_id = k.inbox_id and t.status_rank = 2),
    missed_calls = (select count(distinct coalesce(m.customer_number::text, m.message_id::text)) from public.call_memos m
      where m.inbox_id = k.inbox_id and m.handled_at is null and m.kind = 'missed_call'),
    voicemails = (select count(distinct coalesce(m.customer_number::text, m.message_id::text)) from public.call_memos m
      where m.inbox_id = k.inbox_id and m.handled_at is null and m.kind = 'voicemail')
  where k.account_id = account
$$;
