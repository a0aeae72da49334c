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

/* The most tries of a kind within one window. A person's own address is given fewer than an office behind one. */
create function private.attempts_allowed(kind text, is_origin boolean) returns integer
language sql immutable set search_path = '' as $$
  select case kind when 'sign_in' then case when is_origin then 50 else 10 end
                   when 'mail' then case when is_origin then 20 else 3 end end
$$;

create function private.attempts_window(kind text) returns interval
language sql immutable set search_path = '' as $$
  select case kind when 'sign_in' then interval '15 minutes' when 'mail' then interval '1 hour' end
$$;

/* Counts one try of `p_kind` for a mail address and for the address it came from. Answers 0 when it may go on, else the
   seconds until it may; a refused one is not counted. Tries at the same time queue on the rows, always in the same order,
   and are counted one by one. The count is kept before the outcome is known; `forget_attempt` takes it back. */
create function private.count_attempt(p_kind text, p_address text, p_origin text) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  length_of constant interval := private.attempts_window(p_kind);
  began constant timestamptz := clock_timestamp();
  counts record;
  longest interval := interval '0';
begin
  if length_of is null or p_address is null or p_origin is null then perform private.fail('invalid_input'); end if;
  for counts in
    insert into private.attempts as a (kind, subject, counted, began_at)
    select p_kind, s.subject, 1, began from private.attempt_subjects(p_address, p_origin) s order by s.subject
    on conflict (kind, subject) do update set
      counted = case when a.began_at <= began - length_of then 1 else a.counted + 1 end,
      began_at = case when a.began_at <= began - length_of then began else a.began_at end
    returning a.subject, a.counted, a.began_at
  loop
    if counts.counted > (select private.attempts_allowed(p_kind, s.is_origin)
                         from private.attempt_subjects(p_address, p_origin) s where s.subject = counts.subject) then
      longest := greatest(longest, counts.began_at + length_of - began);
    end if;
  end loop;
  -- What is over is removed on the way, a little at a time and without waiting for anybody, so that
  -- strangers' inventions do not pile up.
  delete from private.attempts where ctid in (
    select ctid from private.attempts where began_at < began - interval '1 hour' limit 20 for update skip locked);
  if longest > interval '0' then
    perform private.uncount_attempt(p_kind, p_address, p_origin);
    return greatest(1, ceil(extract(epoch from longest)))::integer;
  end if;
  return 0;
end
$$;

create function private.attempt_subjects(address text, origin text)
returns table (subject bytea, is_origin boolean)
language sql immutable set search_path = '' as $$
  select extensions.digest('address:' || lower(btrim(address)), 'sha256'), false
  union all select extensions.digest('origin:' || origin, 'sha256'), true
$$;

create function private.uncount_attempt(kind text, address text, origin text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  one record;
begin
  for one in select s.subject from private.attempt_subjects(address, origin) s order by s.subject loop
    delete from private.attempts a where a.kind = uncount_attempt.kind and a.subject = one.subject and a.counted = 1;
    update private.attempts a set counted = a.counted - 1
    where a.kind = uncount_attempt.kind and a.subject = one.subject and a.counted > 1;
  end loop;
end
$$;

create function public.count_attempt(p_kind text, p_address text, p_origin text) returns integer
language sql set search_path = '' as $$ select private.count_attempt(p_kind, p_address, p_origin) $$;

/* Takes back a try that was no guess: the password was right, or Auth was not reached. */
create function public.forget_attempt(p_kind text, p_address text, p_origin text) returns void
language sql set search_path = '' as $$ select private.uncount_attempt(p_kind, p_address, p_origin) $$;

grant execute on function
  private.count_attempt(text, text, text), private.uncount_attempt(text, text, text),
  public.count_attempt(text, text, text), public.forget_attempt(text, text, text)
to service_role;
