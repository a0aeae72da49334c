/* What a list of callers to ring back keys a caller by: all unhandled calls of one kind and number are one row. */
create or replace function private.caller_key(kind public.message_kind, customer_number public.e164, message uuid) returns text
language sql stable set search_path = '' as $$ select kind::text || ':' || coalesce(customer_number::text, message::text) $$;

grant execute on function private.caller_key(public.message_kind, public.e164, uuid) to authenticated;
