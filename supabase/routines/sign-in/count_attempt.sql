/* Counts one try of `p_kind` for a mail address and for the address it came from. Answers 0 when it may go on, else the
   seconds until it may; a refused one is not counted. Tries at the same time queue on the rows, always in the same order,
   and are counted one by one. The count is kept before the outcome is known; `forget_attempt` takes it back. */
create or replace function private.count_attempt(p_kind text, p_address text, p_origin text) returns integer
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

create or replace function public.count_attempt(p_kind text, p_address text, p_origin text) returns integer
language sql set search_path = '' as $$ select private.count_attempt(p_kind, p_address, p_origin) $$;

grant execute on function private.count_attempt(text, text, text), public.count_attempt(text, text, text) to service_role;
