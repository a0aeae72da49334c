create or replace function private.attempts_window(kind text) returns interval
language sql immutable set search_path = '' as $$
  select case kind when 'sign_in' then interval '15 minutes' when 'mail' then interval '1 hour' end
$$;
