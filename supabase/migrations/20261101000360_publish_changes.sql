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
create table private.topic_sequences (
  topic text primary key, seq bigint not null default 0, sent_at timestamptz not null default '-infinity'
);

-- What a busy topic has still to say: which rows, not what is in them, so that the last state is what goes out.
create table private.held_changes (
  scope text, scope_id uuid, table_name text, row_id text, op text not null,
  primary key (scope, scope_id, table_name, row_id)
);

create function private.flush_later() returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.flushes (xid) values (pg_current_xact_id()) on conflict do nothing;
end
$$;

/* Announces a row to a topic: `scope` is `account` (its presence topic), `inbox` or `member`. However often a row changes
   in a transaction it is announced once, as it is at the end of it. Bulk loads switch it off with
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

/* Moves the topic of an `inbox` or an `account` on, so that who may no longer listen is left behind. Something must be said
   on it in the same transaction: whoever asks for the epoch holds the sequence. */
create function private.change_epoch(scope text, scope_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.epoch_changes values (pg_current_xact_id(), scope, scope_id) on conflict do nothing;
  if scope = 'inbox' then perform private.publish('inbox', scope_id, 'inboxes', scope_id::text, 'update'); end if;
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

/* Where a topic is listened to now; null when what it is about is gone. */
create function private.topic_address(scope text, scope_id uuid) returns text
language plpgsql stable set search_path = '' as $$
begin
  return case scope
    when 'inbox' then (select 'inbox:' || i.id || ':' || i.epoch from public.inboxes i where i.id = scope_id)
    when 'account' then (select 'account:' || a.id || ':' || a.epoch || ':presence' from public.accounts a where a.id = scope_id)
    else 'member:' || scope_id end;
end
$$;

/* Sends one message: `{ seq, changes: [{ table, id, op, row }] }`, rows as they are now. What is too much for one message
   goes out as `{ seq, changes: null }`, which tells pages to read: hosted Realtime takes 256 KB on its smallest plan.
   The topic's sequence must be locked, in an earlier statement: only then are the rows no older than those of the message before. */
create function private.send_changes(
  of_scope text, of_id uuid, changes private.publications[], at timestamptz
) returns void
language plpgsql set search_path = '' as $$
declare
  base constant text := of_scope || ':' || of_id;
  address constant text := private.topic_address(of_scope, of_id);
  said jsonb;
  next_seq bigint;
begin
  if address is null then return; end if;
  if cardinality(changes) <= 500 then
    with rows as materialized (
      select u.table_name, u.row_id, u.op, private.row_said(of_scope, of_id, u.table_name, u.row_id) as present from unnest(changes) u
    )
    select jsonb_agg(jsonb_build_object('table', r.table_name, 'id', r.row_id, 'row', r.present, 'op', case
        when not private.carries_rows(of_scope, r.table_name) then r.op
        when r.present is null then 'delete' when r.op = 'insert' then 'insert' else 'update' end)
      order by r.table_name, r.row_id) into said
    from rows r;
  end if;
  update private.topic_sequences s set seq = seq + 1, sent_at = at where s.topic = base returning seq into next_seq;
  perform realtime.send(
    jsonb_build_object('seq', next_seq, 'changes', case when octet_length(said::text) <= 200000 then said end),
    'change', address, true);
end
$$;

/* A topic everybody of an account listens to says at most so much: at once when it was quiet, else once this has passed. */
create function private.rest_of(scope text) returns interval
language sql immutable set search_path = '' as $$
  select case scope when 'account' then interval '1 second' else interval '0' end
$$;

/* Takes a topic's sequence for the rest of the transaction. → when the topic last said something. */
create function private.lock_sequence(base text) returns timestamptz
language plpgsql set search_path = '' as $$
declare
  last_sent timestamptz;
begin
  insert into private.topic_sequences (topic) values (base) on conflict do nothing;
  select s.sent_at into last_sent from private.topic_sequences s where s.topic = base for update;
  return last_sent;
end
$$;

create function private.flush_publications(this xid8, at timestamptz default clock_timestamp()) returns void
language plpgsql security definer set search_path = '' as $$
declare
  target record;
  last_sent timestamptz;
  changes private.publications[];
begin
  for target in
    select p.scope, p.scope_id, array_agg(p) as changes from private.publications p
    where p.xid = this group by p.scope, p.scope_id order by p.scope || ':' || p.scope_id
  loop
    last_sent := private.lock_sequence(target.scope || ':' || target.scope_id);
    changes := target.changes;
    if private.rest_of(target.scope) > interval '0' then
      insert into private.held_changes as h
      select c.scope, c.scope_id, c.table_name, c.row_id, c.op from unnest(changes) c
      on conflict on constraint held_changes_pkey do update set op = excluded.op where excluded.op = 'delete';
      continue when at < last_sent + private.rest_of(target.scope);
      changes := private.take_held(target.scope, target.scope_id);
    end if;
    perform private.send_changes(target.scope, target.scope_id, changes, at);
  end loop;
  delete from private.publications where xid = this;
end
$$;

create function private.take_held(of_scope text, of_id uuid) returns private.publications[]
language plpgsql set search_path = '' as $$
declare
  taken private.publications[];
begin
  with gone as (
    delete from private.held_changes h where h.scope = of_scope and h.scope_id = of_id returning h.*
  )
  select array_agg(row(null::xid8, g.scope, g.scope_id, g.table_name, g.row_id, g.op)::private.publications) into taken from gone g;
  return taken;
end
$$;

/* Says what busy topics still hold and have rested from. Called by the ticker; whatever a topic held is also said with its
   next change. → how many topics said something. */
create function private.send_held(at timestamptz default clock_timestamp()) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  target record;
  changes private.publications[];
  sent integer := 0;
begin
  for target in
    select distinct h.scope, h.scope_id, h.scope || ':' || h.scope_id as base
    from private.held_changes h join private.topic_sequences s on s.topic = h.scope || ':' || h.scope_id
    where at >= s.sent_at + private.rest_of(h.scope) order by 3
  loop
    -- Somebody else may have been faster.
    continue when at < private.lock_sequence(target.base) + private.rest_of(target.scope);
    changes := private.take_held(target.scope, target.scope_id);
    continue when changes is null;
    perform private.send_changes(target.scope, target.scope_id, changes, at);
    sent := sent + 1;
  end loop;
  return sent;
end
$$;

-- The counts beside an inbox's name are part of its row.
create function private.follow_counters() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('inbox', new.inbox_id, 'inboxes', new.inbox_id::text, 'update');
  return null;
end
$$;
create trigger inbox_counters_follow after update on public.inbox_counters
for each row when (old is distinct from new) execute function private.follow_counters();

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
