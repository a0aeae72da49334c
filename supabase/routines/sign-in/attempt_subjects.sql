create or replace function private.attempt_subjects(address text, origin text)
returns table (subject bytea, is_origin boolean)
language sql immutable set search_path = '' as $$
  select extensions.digest('address:' || lower(btrim(address)), 'sha256'), false
  union all select extensions.digest('origin:' || origin, 'sha256'), true
$$;
