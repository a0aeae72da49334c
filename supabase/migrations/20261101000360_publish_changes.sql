-- K7 and the sidebar's counts: what a transaction changed is put aside row by row and settled once, at its end.
-- Counters and sequences are the rows everybody writes; touched last and in one order they are held for moments and
-- cannot deadlock: accounts and inboxes (epoch), then counters, then sequences, each by key.

create unlogged table private.flushes (xid xid8 primary key);
create unlogged table private.publications (
  xid xid8, scope text, scope_id uuid, table_name text, row_id text, op text not null,
  primary key (xid, scope, scope_id, table_name, row_id)
);
create unlogged table private.epoch_changes (
  xid xid8, scope text check (scope in ('account', 'inbox')), scope_id uuid, primary key (xid, scope, scope_id)
);
create unlogged table private.counter_changes (
  xid xid8 not null, inbox_id uuid not null, open_tickets integer not null, on_hold_tickets integer not null,
  recount_missed boolean not null
);
create index on private.counter_changes (xid);

-- One sequence per topic. An inbox and an account keep theirs over epochs: `inbox:<id>`, `account:<id>`.
create table private.topic_sequences (topic text primary key, seq bigint not null default 0);

create function private.flush_later() returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.flushes (xid) values (pg_current_xact_id()) on conflict do nothing;
end
$$;

/* Announces a row to a topic: `scope` is `account` (its presence topic), `inbox` or `member`. However often a row changes
   in a transaction it is announced once; a deletion outdoes what came before. Bulk loads switch it off with
   `set local toritsugi.publish = 'off'`. */
create function private.publish(scope text, scope_id uuid, table_name text, row_id text, op text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if scope_id is null or row_id is null or current_setting('toritsugi.publish', true) = 'off' then return; end if;
  insert into private.publications as p values (pg_current_xact_id(), scope, scope_id, table_name, row_id, lower(op))
  on conflict on constraint publications_pkey do update set op = excluded.op where excluded.op = 'delete';
  perform private.flush_later();
end
$$;

/* Moves the topic of an `inbox` or an `account` on, so that who may no longer listen is left behind. */
create function private.change_epoch(scope text, scope_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.epoch_changes values (pg_current_xact_id(), scope, scope_id) on conflict do nothing;
  perform private.flush_later();
end
$$;

create function private.count_changes(inbox uuid, open_tickets integer, on_hold_tickets integer, recount_missed boolean)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  if open_tickets = 0 and on_hold_tickets = 0 and not recount_missed then return; end if;
  insert into private.counter_changes values (pg_current_xact_id(), inbox, open_tickets, on_hold_tickets, recount_missed);
  perform private.flush_later();
end
$$;

create function private.flush_counters(this xid8) returns void
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

create function private.flush_publications(this xid8) returns void
language plpgsql security definer set search_path = '' as $$
declare
  target record;
  epoch integer;
  address text;
  last_seq bigint;
begin
  for target in
    select scope, scope_id, scope || ':' || scope_id as topic, count(*) as rows
    from private.publications where xid = this group by scope, scope_id order by 3
  loop
    insert into private.topic_sequences as s (topic, seq) values (target.topic, target.rows)
    on conflict (topic) do update set seq = s.seq + excluded.seq returning s.seq into last_seq;
    -- Asked only now: whoever changes the epoch holds the sequence too.
    address := target.topic;
    if target.scope = 'inbox' then
      select i.epoch into epoch from public.inboxes i where i.id = target.scope_id;
      continue when not found;
      address := target.topic || ':' || epoch;
    elsif target.scope = 'account' then
      select a.epoch into epoch from public.accounts a where a.id = target.scope_id;
      continue when not found;
      address := target.topic || ':' || epoch || ':presence';
    end if;
    perform realtime.send(
      jsonb_build_object('table', p.table_name, 'id', p.row_id, 'op', p.op, 'seq', last_seq - target.rows + p.place),
      'change', address, true)
    from (
      select table_name, row_id, op, row_number() over (order by table_name, row_id) as place
      from private.publications where xid = this and scope = target.scope and scope_id = target.scope_id
    ) p;
  end loop;
  delete from private.publications where xid = this;
end
$$;

create function private.flush() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed record;
begin
  for changed in select scope, scope_id from private.epoch_changes where xid = new.xid order by scope, scope_id loop
    if changed.scope = 'account' then update public.accounts set epoch = epoch + 1 where id = changed.scope_id;
    else update public.inboxes set epoch = epoch + 1 where id = changed.scope_id;
    end if;
  end loop;
  delete from private.epoch_changes where xid = new.xid;
  perform private.flush_counters(new.xid);
  perform private.flush_publications(new.xid);
  delete from private.flushes where xid = new.xid;
  return null;
end
$$;
create constraint trigger flush_at_the_end after insert on private.flushes
deferrable initially deferred for each row execute function private.flush();
