-- What a call leaves behind: tickets, messages, memos, recordings, and the counters beside the inbox's name.

create type public.ticket_status as enum ('open', 'on_hold', 'done', 'no_action');
create type public.message_kind as enum ('call_memo', 'missed_call', 'voicemail', 'note', 'system');
create type public.recording_state as enum ('expected', 'fetching', 'stored', 'failed', 'deleting', 'deleted');

create table public.tickets (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts on delete cascade,
  inbox_id uuid not null,
  -- Counts per account; taken from accounts.next_ticket_number by private.reserve_ticket.
  number bigint not null,
  subject text not null default '' check (length(subject) <= 200),
  status public.ticket_status not null default 'open',
  -- The status again as a number: equality of an enum is not leakproof, so row security would keep it out of the index.
  status_rank smallint not null generated always as (
    case status when 'open' then 1 when 'on_hold' then 2 when 'done' then 3 when 'no_action' then 4 end) stored,
  customer_number public.e164,
  contact_id uuid,
  assignee_id uuid,
  -- Kept by triggers from the newest message, so that a list needs one table.
  last_message_at timestamptz not null default now(),
  last_message_kind public.message_kind,
  last_message_preview text not null default '' check (length(last_message_preview) <= 200),
  created_at timestamptz not null default now(),
  unique (account_id, number),
  unique (account_id, id),
  unique (inbox_id, id),
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id),
  foreign key (account_id, contact_id) references public.contacts (account_id, id) on delete set null (contact_id),
  foreign key (account_id, assignee_id) references public.members (account_id, id)
);
create index tickets_list on public.tickets (inbox_id, status_rank, last_message_at desc, id desc);
create index tickets_customer on public.tickets (inbox_id, customer_number, last_message_at desc);
create index on public.tickets (contact_id);
create index on public.tickets (assignee_id);

create table public.ticket_labels (
  account_id uuid not null,
  inbox_id uuid not null,
  ticket_id uuid not null,
  label_id uuid not null,
  primary key (ticket_id, label_id),
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id) on delete cascade,
  foreign key (inbox_id, ticket_id) references public.tickets (inbox_id, id) on delete cascade,
  foreign key (inbox_id, label_id) references public.labels (inbox_id, id) on delete cascade
);
create index on public.ticket_labels (label_id);
create index on public.ticket_labels (inbox_id);
create index on public.ticket_labels (account_id);

create table public.messages (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  inbox_id uuid not null,
  ticket_id uuid not null,
  kind public.message_kind not null,
  author_id uuid,
  -- The customer the exchange was with, so that a timeline reaches over tickets of the same inbox.
  customer_number public.e164,
  body text not null default '' check (length(body) <= 20000),
  occurred_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (account_id, id),
  unique (inbox_id, id),
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id),
  foreign key (inbox_id, ticket_id) references public.tickets (inbox_id, id) on update cascade on delete cascade,
  foreign key (account_id, author_id) references public.members (account_id, id)
);
create index on public.messages (ticket_id, occurred_at, id);
create index messages_customer on public.messages (inbox_id, customer_number, occurred_at desc, id desc);
create index on public.messages (account_id);
create index on public.messages (author_id);

-- One per message of the kinds call_memo, missed_call and voicemail (H1, J1). Text is a draft until it is recorded.
create table public.call_memos (
  message_id uuid primary key,
  account_id uuid not null,
  inbox_id uuid not null,
  call_id uuid not null,
  -- The leg on which the member talked: one memo for each.
  leg_id uuid,
  kind public.message_kind not null check (kind in ('call_memo', 'missed_call', 'voicemail')),
  member_id uuid,
  direction public.call_direction not null,
  customer_number public.e164,
  -- What the caller's provider gave when it is no number that can be read.
  customer_text text check (customer_text is null or (length(customer_text) between 1 and 256 and customer_number is null)),
  contract_number public.e164 not null,
  contact_id uuid,
  reason public.call_reason,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  subject text not null default '' check (length(subject) <= 200),
  body text not null default '' check (length(body) <= 20000),
  -- Optimistic lock: a save names the revision it started from; a newer one is never overwritten.
  revision integer not null default 1,
  saved_at timestamptz,
  saved_by uuid,
  recorded_at timestamptz,
  recorded_by uuid,
  -- Missed calls and voicemail: null while the list still shows it.
  handled_at timestamptz,
  handled_by uuid,
  foreign key (account_id, message_id) references public.messages (account_id, id) on delete cascade,
  foreign key (inbox_id, message_id) references public.messages (inbox_id, id) on delete cascade,
  foreign key (account_id, call_id) references public.calls (account_id, id),
  foreign key (account_id, leg_id) references public.call_legs (account_id, id),
  foreign key (account_id, member_id) references public.members (account_id, id),
  foreign key (account_id, contact_id) references public.contacts (account_id, id) on delete set null (contact_id),
  foreign key (account_id, saved_by) references public.members (account_id, id),
  foreign key (account_id, recorded_by) references public.members (account_id, id),
  foreign key (account_id, handled_by) references public.members (account_id, id),
  -- Of an outside leg there is a memo that nobody of ours has to write (G4).
  check (kind = 'call_memo' or member_id is null),
  check ((kind = 'call_memo') = (leg_id is not null)),
  check (kind <> 'missed_call' or reason is not null)
);
create unique index call_memos_one_per_leg on public.call_memos (leg_id) where leg_id is not null;
create unique index call_memos_one_missed on public.call_memos (call_id) where kind <> 'call_memo';
create index call_memos_to_handle on public.call_memos (inbox_id, started_at desc, message_id desc)
  where handled_at is null and kind <> 'call_memo';
create index call_memos_waiting on public.call_memos (inbox_id, customer_number, kind, started_at)
  where handled_at is null and kind <> 'call_memo';
create index on public.call_memos (call_id);
create index on public.call_memos (account_id);
-- The last numbers somebody has called, as the dial window shows them; the comparison of an enum is not leakproof, and of no use here.
create index call_memos_by_agent on public.call_memos (member_id, started_at desc);
create index on public.call_memos (contact_id);

-- D1, J3: the row exists as soon as audio is expected; bytes live in the private bucket `recordings` under `object_name`.
create table public.recordings (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  inbox_id uuid not null,
  call_id uuid not null,
  -- The stay it is the audio of.
  stay_id uuid unique,
  state public.recording_state not null default 'expected',
  provider_recording_id text unique check (length(provider_recording_id) <= 64),
  object_name text unique check (length(object_name) <= 300),
  content_type text check (length(content_type) <= 100),
  size_bytes bigint check (size_bytes > 0),
  duration_ms integer check (duration_ms >= 0),
  expected_by timestamptz not null,
  started_at timestamptz not null,
  stored_at timestamptz,
  -- As the number said when the call began; null without limit.
  keep_until timestamptz,
  deleted_at timestamptz,
  -- Null where its time was over.
  deleted_by uuid,
  last_error text check (length(last_error) <= 500),
  attempts integer not null default 0,
  unique (account_id, id),
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id),
  foreign key (account_id, call_id) references public.calls (account_id, id) on delete cascade,
  foreign key (account_id, deleted_by) references public.members (account_id, id),
  check (case when state = 'stored' then stored_at is not null when state in ('deleting', 'deleted') then true else stored_at is null end),
  check ((state = 'deleted') = (deleted_at is not null)),
  check (deleted_by is null or state in ('deleting', 'deleted')),
  check (state <> 'deleted' or object_name is null),
  check (state <> 'stored' or (object_name is not null and size_bytes is not null and duration_ms is not null))
);
create index on public.recordings (call_id);
-- Each memo plays a span of the recording of the stay it was talked in.
alter table public.call_memos add column recording_id uuid,
  add foreign key (account_id, recording_id) references public.recordings (account_id, id) on delete set null (recording_id);
create index on public.call_memos (recording_id);
create index on public.recordings (inbox_id);
create index on public.recordings (deleted_by);
create index recordings_waiting on public.recordings (expected_by) where state in ('expected', 'fetching');

-- Kept, not counted (architecture.md). Changed only by triggers.
create table public.inbox_counters (
  inbox_id uuid primary key,
  account_id uuid not null,
  open_tickets integer not null default 0 check (open_tickets >= 0),
  on_hold_tickets integer not null default 0 check (on_hold_tickets >= 0),
  missed_calls integer not null default 0 check (missed_calls >= 0),
  voicemails integer not null default 0 check (voicemails >= 0),
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id) on delete cascade
);
create index on public.inbox_counters (account_id);

-- H6: who did what to a ticket, and when; and what was changed where there is no ticket.
create table public.operation_log (
  id bigint generated always as identity primary key,
  account_id uuid not null,
  inbox_id uuid not null,
  ticket_id uuid,
  member_id uuid,
  action text not null check (length(action) <= 40),
  detail jsonb not null default '{}' check (length(detail::text) <= 2000),
  at timestamptz not null default now(),
  foreign key (account_id) references public.accounts on delete cascade,
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id),
  foreign key (inbox_id, ticket_id) references public.tickets (inbox_id, id) on update cascade on delete cascade,
  foreign key (account_id, member_id) references public.members (account_id, id),
  check (ticket_id is not null or action in ('number_changed', 'recording_deletion_asked', 'recording_deleted'))
);
create index on public.operation_log (ticket_id, id);
create index on public.operation_log (inbox_id);
create index on public.operation_log (account_id);
create index on public.operation_log (member_id);

alter table public.calls
  add foreign key (account_id, ticket_id) references public.tickets (account_id, id) on delete set null (ticket_id);

alter table public.tickets enable row level security;
alter table public.ticket_labels enable row level security;
alter table public.messages enable row level security;
alter table public.call_memos enable row level security;
alter table public.recordings enable row level security;
alter table public.inbox_counters enable row level security;
alter table public.operation_log enable row level security;
