create or replace function public.send_held_changes() returns integer
language sql set search_path = '' as $$ select private.send_held() $$;

grant execute on function public.send_held_changes() to service_role;
