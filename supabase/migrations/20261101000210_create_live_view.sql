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
