/* As the page asks for it; recording a memo ends it without asking for the phone. */
create or replace function private.finish_own_after_call() returns void
language plpgsql set search_path = '' as $$
begin
  perform private.require_phone();
  perform private.finish_after_call();
end
$$;

grant execute on function private.finish_own_after_call() to authenticated;
