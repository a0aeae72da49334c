/* Takes back a try that was no guess: the password was right, or Auth was not reached. */
create or replace function public.forget_attempt(p_kind text, p_address text, p_origin text) returns void
language sql set search_path = '' as $$ select private.uncount_attempt(p_kind, p_address, p_origin) $$;

grant execute on function public.forget_attempt(text, text, text) to service_role;
