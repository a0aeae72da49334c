/* Ends a request with an error without undoing it: a raised exception would take back the count of failed attempts.
   PostgREST answers with the status, the client reads the body as the error it is. */
create or replace function private.refuse(code text, detail text, status integer default 400) returns jsonb
language plpgsql set search_path = '' as $$
begin
  perform set_config('response.status', status::text, true);
  return jsonb_build_object('code', 'P0001', 'message', code, 'details', detail, 'hint', null);
end
$$;
