-- An error for people: `code` is one of lib/errors.ts, `detail` the code's own data.
create or replace function private.fail(code text, detail text default '') returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise exception '%', code using errcode = 'P0001', detail = detail;
end
$$;

grant execute on function private.fail(text, text) to authenticated, service_role;
