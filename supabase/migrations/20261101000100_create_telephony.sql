-- Numbers, flows, queues, the agents' presence, and calls as an append-only log with its projection.

create type public.agent_status as enum ('available', 'offline');
create type public.call_direction as enum ('inbound', 'outbound');
-- Where the customer is; `dialling`: we call them. That somebody is being asked, or that they are on hold, follows from offers and legs.
create type public.call_state as enum ('dialling', 'in_flow', 'queued', 'voicemail', 'talking', 'transferring', 'agent_lost', 'ended');
-- `served`: the flow has said all the caller wanted.
create type public.call_outcome as enum ('answered', 'missed', 'voicemail', 'refused', 'abandoned', 'unreached', 'served');
-- Why a call ended without anybody talking (product.md J1, A2, A5, A6); the last line, of one that we began.
create type public.call_reason as enum (
  'out_of_hours', 'nobody_available', 'nobody_answered', 'caller_gave_up',
  'withheld_number', 'overseas', 'blocked', 'phone_off', 'unknown_number', 'queue_full', 'no_choice', 'served', 'callback_asked', 'failed',
  'busy', 'no_answer', 'unreachable', 'provider_refused', 'agent_gave_up', 'not_allowed');
-- `announced`, `acknowledged` and `ringing` are open; everything after is closed for good.
create type public.offer_state as enum (
  'announced', 'acknowledged', 'ringing',
  'accepted', 'declined', 'lapsed', 'unacknowledged', 'not_ringing', 'agent_left', 'withdrawn', 'rights_lost', 'failed');
create type public.offer_purpose as enum ('queue', 'consult', 'resume');
-- S3: who has been idle longest, or each agent in their turn.
create type public.queue_order as enum ('longest_idle', 'round_robin');
create type public.leg_role as enum ('customer', 'agent', 'outside', 'supervisor');
create type public.leg_purpose as enum (
  'caller', 'dial', 'answer', 'consult', 'transfer', 'resume', 'listen', 'whisper', 'barge');
create type public.leg_state as enum ('creating', 'ringing', 'live', 'ended');
create type public.deadline_kind as enum (
  'acknowledge', 'ring', 'offer', 'max_wait', 'flow_limit', 'message', 'after_call', 'recording_overdue', 'recording_delete', 'dial', 'come_back');
create type public.effect_state as enum ('pending', 'done', 'failed');

create table public.queues (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  inbox_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  offer_seconds integer not null default 20 check (offer_seconds between 5 and 120),
  max_wait_seconds integer not null default 180 check (max_wait_seconds between 10 and 3600),
  after_call_seconds integer not null default 30 check (after_call_seconds between 0 and 3600),
  agent_order public.queue_order not null default 'longest_idle',
  created_at timestamptz not null default now(),
  unique (account_id, id),
  unique (inbox_id, id),
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id) on delete cascade
);
create index on public.queues (account_id, inbox_id);

create table public.queue_agents (
  account_id uuid not null,
  queue_id uuid not null,
  member_id uuid not null,
  primary key (queue_id, member_id),
  foreign key (account_id, queue_id) references public.queues (account_id, id) on delete cascade,
  foreign key (account_id, member_id) references public.members (account_id, id) on delete cascade
);
create index on public.queue_agents (member_id);
create index on public.queue_agents (account_id);

create table public.flows (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts on delete cascade,
  name text not null check (length(name) between 1 and 80),
  created_at timestamptz not null default now(),
  unique (account_id, id)
);

-- Immutable; one published per flow. `definition` is a graph that supabase/functions/_shared/flows checks when it is published and reads when
-- a call comes. SQL reads of it only what guards need, when it is written (docs/adr/what-sql-reads-of-a-flow.md).
create table public.flow_versions (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  flow_id uuid not null,
  version integer not null check (version > 0),
  -- That it can be spoken is a check of `*_guard_rows`, which is made when its function is.
  definition jsonb not null check (jsonb_typeof(definition) = 'object') check (length(definition::text) <= 200000),
  -- A3: needs the pro course and flow customisation, or it is not published.
  has_voicemail boolean not null generated always as (jsonb_path_exists(definition, '$.blocks[*].kind ? (@ == "voicemail")')) stored,
  is_published boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (account_id, id),
  unique (flow_id, version),
  foreign key (account_id, flow_id) references public.flows (account_id, id) on delete cascade,
  foreign key (account_id, created_by) references public.members (account_id, id)
);
create unique index flow_versions_one_published on public.flow_versions (flow_id) where is_published;
create index on public.flow_versions (account_id);
create index on public.flow_versions (created_by);

-- The queues that a version leads to, in the order of its blocks; written with it. None of them can go while a version names it: history tells the truth.
create table public.flow_version_queues (
  account_id uuid not null,
  flow_version_id uuid not null,
  queue_id uuid not null,
  position integer not null check (position > 0),
  primary key (flow_version_id, queue_id),
  foreign key (account_id, flow_version_id) references public.flow_versions (account_id, id) on delete cascade,
  foreign key (account_id, queue_id) references public.queues (account_id, id)
);
create index on public.flow_version_queues (account_id);
create index on public.flow_version_queues (queue_id);

create table public.phone_numbers (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  inbox_id uuid not null,
  flow_id uuid not null,
  number public.e164 not null unique,
  label text not null check (length(label) between 1 and 80),
  is_recorded boolean not null default true,
  -- D1: whether recording goes on when the last agent has left the customer to an outside number.
  records_without_agent boolean not null default false,
  -- How many days the recordings of its calls are kept; null without limit. Ten years are the longest that books are kept.
  recording_days integer check (recording_days between 1 and 3650),
  -- twilio.md 13: any message answers the call, and the owner of a toll-free number pays for it.
  refusal_answers boolean not null default true,
  -- A7: whether it may call 0800, where it is a number that cannot call 0120.
  may_call_0800 boolean not null default true,
  -- Optimistic lock, counted by a trigger: whoever saves names the revision they saw.
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  unique (account_id, id),
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id),
  foreign key (account_id, flow_id) references public.flows (account_id, id)
);
create index on public.phone_numbers (account_id);
create index on public.phone_numbers (inbox_id);
create index on public.phone_numbers (flow_id);

-- Business hours of a flow, per weekday (0 = Sunday). A weekday without a row is a closed day (定休日).
create table public.opening_hours (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  flow_id uuid not null,
  weekday smallint not null check (weekday between 0 and 6),
  opens time not null,
  closes time not null check (closes > opens),
  unique (flow_id, weekday, opens),
  foreign key (account_id, flow_id) references public.flows (account_id, id) on delete cascade
);
create index on public.opening_hours (account_id);

create table public.holidays (
  account_id uuid not null,
  flow_id uuid not null,
  day date not null,
  name text not null check (length(name) between 1 and 80),
  primary key (flow_id, day),
  foreign key (account_id, flow_id) references public.flows (account_id, id) on delete cascade
);
create index on public.holidays (account_id);

create table public.blocked_numbers (
  account_id uuid not null references public.accounts on delete cascade,
  number public.e164 not null,
  created_at timestamptz not null default now(),
  primary key (account_id, number)
);

-- Phone sign-in (product.md B3, B4). Nobody reads the credentials through the API: no policies, no grants.
create table public.phone_credentials (
  member_id uuid primary key,
  account_id uuid not null,
  password_hash text not null check (length(password_hash) <= 100),
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  changed_at timestamptz not null default now(),
  foreign key (account_id, member_id) references public.members (account_id, id) on delete cascade
);
create index on public.phone_credentials (account_id);

create table public.phone_sessions (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  member_id uuid not null,
  -- The app sign-in it belongs to (`session_id` claim): signing out of the app ends the phone too.
  auth_session_id uuid not null,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  -- Set by the ticker when the heartbeat has been missing for too long, so that those who watch are told of it.
  is_lost boolean not null default false,
  ended_at timestamptz,
  foreign key (account_id, member_id) references public.members (account_id, id) on delete cascade
) with (fillfactor = 70);
create unique index phone_sessions_one_open on public.phone_sessions (member_id) where ended_at is null;
create index on public.phone_sessions (account_id);

-- When the sweeper came last, and since when it has come without a gap: only in such a time does a missing heartbeat prove anything.
create table private.sweeps (
  is_one boolean primary key default true check (is_one),
  swept_at timestamptz not null,
  steady_since timestamptz not null
);

-- The status a person chose. What they are doing right now is derived from legs and offers, never stored (pains.md 5).
create table public.agent_presence (
  member_id uuid primary key,
  account_id uuid not null,
  status public.agent_status not null default 'offline',
  status_reason text check (length(status_reason) <= 40),
  status_cause text not null default 'initial' check (length(status_cause) <= 40),
  status_since timestamptz not null default now(),
  -- Longest idle first: when this person was last set free (call ended, offer closed, became available).
  idle_since timestamptz not null default now(),
  after_call_until timestamptz,
  foreign key (account_id, member_id) references public.members (account_id, id) on delete cascade
);
create index on public.agent_presence (account_id);

-- B8: why somebody may be offline, in the owner's words. `away`, `break` and `meeting` every account begins with; pages translate them.
create table public.offline_reasons (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts on delete cascade,
  name text not null check (length(name) between 1 and 40 and name = btrim(name)),
  position integer not null default 0,
  unique (account_id, name)
);

create table public.calls (
  id uuid primary key,
  account_id uuid not null references public.accounts on delete cascade,
  inbox_id uuid,
  phone_number_id uuid,
  flow_version_id uuid,
  queue_id uuid,
  ticket_id uuid,
  contact_id uuid,
  direction public.call_direction not null,
  state public.call_state not null,
  outcome public.call_outcome,
  reason public.call_reason,
  version integer not null check (version > 0),
  -- Null when the caller withheld it, or when what came (`customer_text`) is no number that can be read.
  customer_number public.e164,
  customer_text text check (customer_text is null or (length(customer_text) between 1 and 256 and customer_number is null)),
  contract_number public.e164 not null,
  provider_conference_id text check (length(provider_conference_id) <= 64),
  is_recorded boolean not null default false,
  -- Whether an agent wants nothing to be recorded now, and whether nothing is: the provider has said so.
  is_pause_asked boolean not null default false,
  is_recording_paused boolean not null default false,
  started_at timestamptz not null,
  queued_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  unique (account_id, id),
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id),
  foreign key (account_id, phone_number_id) references public.phone_numbers (account_id, id),
  foreign key (account_id, flow_version_id) references public.flow_versions (account_id, id),
  foreign key (account_id, queue_id) references public.queues (account_id, id),
  foreign key (account_id, contact_id) references public.contacts (account_id, id) on delete set null (contact_id),
  check ((state = 'ended') = (outcome is not null)),
  check ((state = 'ended') = (ended_at is not null)),
  check (outcome is null or outcome in ('answered', 'voicemail') or reason is not null)
);
create index calls_live on public.calls (account_id, queue_id, queued_at) where state <> 'ended';
-- The call log, whole and of one number.
create index calls_log on public.calls (inbox_id, started_at desc, id desc);
create index calls_log_of_number on public.calls (inbox_id, customer_number, started_at desc, id desc);
create index on public.calls (account_id, started_at desc);
create index on public.calls (ticket_id);
-- A list asks for each of its tickets whether somebody is talking: few calls live, so this stays a page or two.
create index calls_live_ticket on public.calls (ticket_id, started_at desc) where state <> 'ended';
create index calls_live_customer on public.calls (inbox_id, customer_number) where state <> 'ended';
create index calls_agent_lost on public.calls (started_at) where state = 'agent_lost';
create index calls_waiting on public.calls (queue_id, queued_at) where state = 'queued';
create index on public.calls (phone_number_id);
create index on public.calls (contact_id);

-- The log a call is a fold of (K1). Append-only: a trigger of a later migration refuses update and delete.
create table public.call_events (
  call_id uuid not null,
  account_id uuid not null,
  position integer not null check (position > 0),
  kind text not null check (length(kind) <= 40),
  payload jsonb not null default '{}' check (length(payload::text) <= 200000),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (call_id, position),
  foreign key (account_id, call_id) references public.calls (account_id, id) on delete cascade
);
create index on public.call_events (account_id);

create table public.call_offers (
  id uuid primary key,
  account_id uuid not null,
  call_id uuid not null,
  -- Where the invitation came from; a colleague who is consulted is asked by a person, not by a queue.
  queue_id uuid,
  inbox_id uuid not null,
  member_id uuid not null,
  -- The leg it makes once it is acknowledged: its one name, here and at the provider.
  leg_id uuid not null unique,
  purpose public.offer_purpose not null,
  round integer not null default 1 check (round > 0),
  state public.offer_state not null,
  -- K5: the ranked list, `[{ member_id, name, verdict }]`, verdict `chosen`, `later` or why not.
  candidates jsonb not null check (jsonb_typeof(candidates) = 'array') check (length(candidates::text) <= 200000),
  announced_at timestamptz not null,
  acknowledged_at timestamptz,
  ringing_at timestamptz,
  decided_at timestamptz,
  expires_at timestamptz not null,
  is_open boolean not null generated always as (state in ('announced', 'acknowledged', 'ringing')) stored,
  unique (account_id, id),
  foreign key (account_id, call_id) references public.calls (account_id, id) on delete cascade,
  foreign key (account_id, queue_id) references public.queues (account_id, id),
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id),
  foreign key (account_id, member_id) references public.members (account_id, id),
  -- At least Assistant in the inbox at the moment of the offer is checked by a trigger (A11).
  check (is_open = (decided_at is null)),
  check ((purpose = 'queue') = (queue_id is not null))
);
-- E2: never two agents for one call, never two calls for one agent.
create unique index call_offers_one_open_per_call on public.call_offers (call_id) where is_open;
create unique index call_offers_one_open_per_agent on public.call_offers (member_id) where is_open;
create index on public.call_offers (call_id, announced_at);
create index on public.call_offers (account_id);
create index on public.call_offers (member_id, announced_at desc);
create index on public.call_offers (inbox_id);
create index on public.call_offers (queue_id);
-- For the sweeper: offers whose agent is gone.
create index call_offers_open on public.call_offers (announced_at) where is_open;

create table public.call_legs (
  id uuid primary key,
  account_id uuid not null,
  call_id uuid not null,
  role public.leg_role not null,
  purpose public.leg_purpose not null,
  member_id uuid,
  -- Of who is no member; null when withheld or not readable.
  number public.e164,
  provider_leg_id text check (length(provider_leg_id) <= 64),
  -- The stay of the customer whose conference it is called into.
  stay_id uuid,
  state public.leg_state not null,
  -- Whether it hears hold music as far as the provider has said, and whether it is to.
  is_held boolean not null default false,
  is_hold_asked boolean not null default false,
  started_at timestamptz not null,
  joined_at timestamptz,
  left_at timestamptz,
  left_cause text check (length(left_cause) <= 40),
  -- E8: its agent has ended the work after it, perhaps before we heard of its end.
  is_after_call_done boolean not null default false,
  unique (account_id, id),
  foreign key (account_id, call_id) references public.calls (account_id, id) on delete cascade,
  foreign key (account_id, member_id) references public.members (account_id, id),
  check ((role in ('agent', 'supervisor')) = (member_id is not null)),
  check (member_id is null or number is null),
  check ((state = 'ended') = (left_at is not null)),
  check (case purpose when 'caller' then role = 'customer' when 'dial' then role in ('customer', 'agent')
    when 'answer' then role = 'agent' when 'consult' then role in ('agent', 'outside') when 'transfer' then role in ('agent', 'outside')
    when 'resume' then role = 'agent' else role = 'supervisor' end)
);
-- E2: a member who is in a call, connected or on the way, is busy; who supervises one, too.
create unique index call_legs_one_live_per_agent on public.call_legs (member_id) where member_id is not null and state <> 'ended';
create unique index call_legs_provider on public.call_legs (provider_leg_id) where provider_leg_id is not null;
create index on public.call_legs (call_id);
create index on public.call_legs (member_id, started_at desc);
create index on public.call_legs (account_id);
-- For the sweeper: agents nobody hears of any more, and supervisors who may not be there (any more).
create index call_legs_live on public.call_legs (started_at) where role = 'agent' and state = 'live';
create index call_legs_supervising on public.call_legs (started_at) where role = 'supervisor' and state = 'live';

-- The outbox: what the provider still has to be told. Names what it makes, so that doing it again finds it done.
create table public.call_effects (
  id uuid primary key,
  account_id uuid not null,
  call_id uuid not null,
  -- The order in which effects of one lane are carried out.
  position bigint not null generated always as identity,
  kind text not null check (length(kind) <= 40),
  -- What it is about: a newer one of the same kind and target takes its place.
  target text not null check (length(target) <= 200),
  lane text not null check (length(lane) <= 80),
  payload jsonb not null check (length(payload::text) <= 20000),
  state public.effect_state not null default 'pending',
  lease_ms integer not null check (lease_ms > 0),
  tries integer not null check (tries > 0),
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  next_attempt_at timestamptz not null default now(),
  -- While somebody carries it out nobody else does; who never came back is followed after the lease.
  leased_until timestamptz,
  is_superseded boolean not null default false,
  done_at timestamptz,
  -- Given up, and the call's decision about it made.
  settled_at timestamptz,
  last_error text check (length(last_error) <= 500),
  foreign key (account_id, call_id) references public.calls (account_id, id) on delete cascade
);
create index call_effects_pending on public.call_effects (next_attempt_at) where state = 'pending';
create index call_effects_lane on public.call_effects (call_id, lane, position) where state = 'pending';
create index call_effects_given_up on public.call_effects (created_at) where state = 'failed' and settled_at is null;
create index on public.call_effects (call_id);
create index on public.call_effects (account_id);

create table public.call_deadlines (
  id uuid primary key,
  account_id uuid not null,
  call_id uuid not null,
  kind public.deadline_kind not null,
  -- The offer, the leg or the recording it was set for; null for the call itself.
  subject_id uuid,
  due_at timestamptz not null,
  fired_at timestamptz,
  foreign key (account_id, call_id) references public.calls (account_id, id) on delete cascade
);
create index call_deadlines_due on public.call_deadlines (due_at) where fired_at is null;
create index on public.call_deadlines (call_id);
create index on public.call_deadlines (account_id);

-- K4: an event's key is taken once, in the transaction that acts on it; a repetition gets the first answer.
create table public.provider_receipts (
  key text primary key check (length(key) <= 200),
  account_id uuid references public.accounts on delete cascade,
  call_id uuid references public.calls on delete cascade,
  answer jsonb check (length(answer::text) <= 20000),
  received_at timestamptz not null default now()
);
create index on public.provider_receipts (received_at);
create index on public.provider_receipts (call_id);
create index on public.provider_receipts (account_id);

alter table public.queues enable row level security;
alter table public.queue_agents enable row level security;
alter table public.flows enable row level security;
alter table public.flow_versions enable row level security;
alter table public.flow_version_queues enable row level security;
alter table public.phone_numbers enable row level security;
alter table public.opening_hours enable row level security;
alter table public.holidays enable row level security;
alter table public.blocked_numbers enable row level security;
alter table public.phone_credentials enable row level security;
alter table public.phone_sessions enable row level security;
alter table public.agent_presence enable row level security;
alter table public.offline_reasons enable row level security;
alter table public.calls enable row level security;
alter table public.call_events enable row level security;
alter table public.call_offers enable row level security;
alter table public.call_legs enable row level security;
alter table public.call_effects enable row level security;
alter table public.call_deadlines enable row level security;
alter table public.provider_receipts enable row level security;
