-- How often somebody tried what only a few tries are meant for: signing in to the app, and having a link mailed. The
-- app's server asks before it passes a try on to Auth, to which all of them seem to come from one address.

create table private.attempts (
  kind text not null check (kind in ('sign_in', 'mail')),
  -- A digest of the mail address or of the client's address: nobody reads here who tried.
  subject bytea not null check (octet_length(subject) = 32),
  counted integer not null check (counted > 0),
  began_at timestamptz not null,
  primary key (kind, subject)
);
create index on private.attempts (began_at);
alter table private.attempts enable row level security;
