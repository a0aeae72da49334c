create or replace function private.uncount_attempt(kind text, address text, origin text) returns void
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

grant execute on function private.uncount_attempt(text, text, text) to service_role;
