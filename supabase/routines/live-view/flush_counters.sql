create or replace function private.flush_counters(this xid8) returns void
language plpgsql security definer set search_path = '' as $$
declare
  change record;
begin
  for change in
    select c.inbox_id, sum(c.open_tickets) as open_tickets, sum(c.on_hold_tickets) as on_hold_tickets, bool_or(c.recount_missed) as recount
    from private.counter_changes c where c.xid = this group by c.inbox_id order by c.inbox_id
  loop
    update public.inbox_counters
    set open_tickets = open_tickets + change.open_tickets, on_hold_tickets = on_hold_tickets + change.on_hold_tickets
    where inbox_id = change.inbox_id;
    -- Callers, not calls: who tried three times is one person to ring back. Counted anew under the lock just taken,
    -- in a statement of its own, which sees everything committed before; the index holds only what waits.
    if change.recount then
      update public.inbox_counters k
      set missed_calls = w.missed, voicemails = w.voicemails
      from (
        select count(*) filter (where kind = 'missed_call') as missed, count(*) filter (where kind = 'voicemail') as voicemails
        from (
          select distinct m.kind, coalesce(m.customer_number::text, m.message_id::text)
          from public.call_memos m
          where m.inbox_id = change.inbox_id and m.handled_at is null and m.kind <> 'call_memo'
        ) callers
      ) w
      where k.inbox_id = change.inbox_id;
    end if;
  end loop;
  delete from private.counter_changes where xid = this;
end
$$;
