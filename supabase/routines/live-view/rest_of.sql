/* A topic everybody of an account listens to says at most so much: at once when it was quiet, else once this has passed. */
create or replace function private.rest_of(scope text) returns interval
language sql immutable set search_path = '' as $$
  select case scope when 'account' then interval '1 second' else interval '0' end
$$;
