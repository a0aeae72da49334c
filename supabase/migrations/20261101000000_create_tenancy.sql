-- Who works where: accounts, members, inboxes and their roles. Rights are added by a later migration of this release;
-- every table enables row level security at once, so that nothing is readable in between.

create schema if not exists private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;

create type public.account_role as enum ('member', 'owner');
-- Ordered from least to most, so that `role >= 'manager'` reads as permissions.md does.
create type public.inbox_role as enum ('assistant', 'operator', 'manager', 'admin');
create type public.book_role as enum ('assistant', 'operator', 'manager');
create type public.dashboard_role as enum ('operator', 'manager');

/* A mail address that can stand in a link (RFC 5321, 6068): no spaces, brackets or quotes, nothing that begins parameters. */
create domain public.mail_address as text
check (length(value) <= 254 and value ~ '^[^[:space:]@?&%#<>()\[\]\\,;:"]+@[^[:space:]@?&%#<>()\[\]\\,;:"]+$');

-- No zero follows the country's 81: with one, the same telephone would be another customer.
create domain public.e164 as text check (value ~ '^\+[1-9][0-9]{6,14}$' and value !~ '^\+810');

create table public.accounts (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 120),
  time_zone text not null default 'Asia/Tokyo' check (length(time_zone) between 1 and 64),
  locale text not null default 'ja' check (locale in ('ja', 'en')),
  -- Raised when somebody is disabled: the account's topic moves on without them, as an inbox's does.
  epoch integer not null default 1,
  -- B4: whoever signs in to the app is signed in to the phone, too, and no phone password is asked for.
  is_phone_single_sign_on boolean not null default false,
  -- E3: who does not answer an offer is offline from then on.
  goes_offline_unanswered boolean not null default false,
  next_ticket_number bigint not null default 10001 check (next_ticket_number > 0),
  created_at timestamptz not null default now()
);

-- What the account has bought (product.md A2, A3). One row an account.
create table public.entitlements (
  account_id uuid primary key references public.accounts on delete cascade,
  cloud_phone boolean not null default true,
  pro_course boolean not null default false,
  flow_customisation boolean not null default false,
  support_link text check (length(support_link) <= 500 and support_link ~ '^(https?://|mailto:)')
);

create table public.members (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts on delete cascade,
  user_id uuid not null unique references auth.users on delete cascade,
  name text not null check (length(name) between 1 and 80),
  email public.mail_address not null,
  role public.account_role not null default 'member',
  dashboard_role public.dashboard_role,
  is_phone_user boolean not null default true,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  unique (account_id, id),
  unique (account_id, email)
);

create table public.inboxes (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts on delete cascade,
  name text not null check (length(name) between 1 and 80),
  position integer not null default 0,
  address_book_id uuid,
  -- Raised whenever somebody's membership changes: hosted Realtime keeps its decision until a rejoin, so the topic moves on.
  epoch integer not null default 1,
  created_at timestamptz not null default now(),
  unique (account_id, id),
  unique (account_id, name)
);

create table public.inbox_members (
  account_id uuid not null,
  inbox_id uuid not null,
  member_id uuid not null,
  role public.inbox_role not null,
  created_at timestamptz not null default now(),
  primary key (inbox_id, member_id),
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id) on delete cascade,
  foreign key (account_id, member_id) references public.members (account_id, id) on delete cascade
);
create index on public.inbox_members (member_id, inbox_id);
create index on public.inbox_members (account_id);

create table public.labels (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  inbox_id uuid not null,
  name text not null check (length(name) between 1 and 40),
  is_danger boolean not null default false,
  created_at timestamptz not null default now(),
  unique (inbox_id, name),
  unique (inbox_id, id),
  foreign key (account_id, inbox_id) references public.inboxes (account_id, id) on delete cascade
);
create index on public.labels (account_id, inbox_id);

-- People the account's customers are. An inbox links one address book.
create table public.address_books (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts on delete cascade,
  name text not null check (length(name) between 1 and 80),
  created_at timestamptz not null default now(),
  unique (account_id, id)
);
alter table public.inboxes
  add foreign key (account_id, address_book_id) references public.address_books (account_id, id);
create index on public.inboxes (account_id, address_book_id);

create table public.address_book_members (
  account_id uuid not null,
  address_book_id uuid not null,
  member_id uuid not null,
  role public.book_role not null,
  primary key (address_book_id, member_id),
  foreign key (account_id, address_book_id) references public.address_books (account_id, id) on delete cascade,
  foreign key (account_id, member_id) references public.members (account_id, id) on delete cascade
);
create index on public.address_book_members (member_id, address_book_id);
create index on public.address_book_members (account_id);

create table public.contacts (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  address_book_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  kana text check (length(kana) <= 120),
  company text check (length(company) <= 120),
  customer_code text check (length(customer_code) <= 60),
  address text check (length(address) <= 300),
  note text check (length(note) <= 2000),
  -- Optimistic lock: a save names the revision it started from.
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id),
  unique (address_book_id, id),
  foreign key (account_id, address_book_id) references public.address_books (account_id, id) on delete cascade
);
create index on public.contacts (address_book_id, name, id);
create index on public.contacts (account_id);

create table public.contact_phones (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  address_book_id uuid not null,
  contact_id uuid not null,
  number public.e164 not null,
  label text check (length(label) <= 40),
  unique (contact_id, number),
  foreign key (account_id, contact_id) references public.contacts (account_id, id) on delete cascade,
  foreign key (address_book_id, contact_id) references public.contacts (address_book_id, id) on delete cascade
);
create index on public.contact_phones (address_book_id, number);
create index on public.contact_phones (account_id);

create table public.contact_emails (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  address_book_id uuid not null,
  contact_id uuid not null,
  email public.mail_address not null,
  label text check (length(label) <= 40),
  unique (contact_id, email),
  foreign key (account_id, contact_id) references public.contacts (account_id, id) on delete cascade,
  foreign key (address_book_id, contact_id) references public.contacts (address_book_id, id) on delete cascade
);
create index on public.contact_emails (address_book_id);
create index on public.contact_emails (account_id);

alter table public.accounts enable row level security;
alter table public.entitlements enable row level security;
alter table public.members enable row level security;
alter table public.inboxes enable row level security;
alter table public.inbox_members enable row level security;
alter table public.labels enable row level security;
alter table public.address_books enable row level security;
alter table public.address_book_members enable row level security;
alter table public.contacts enable row level security;
alter table public.contact_phones enable row level security;
alter table public.contact_emails enable row level security;
