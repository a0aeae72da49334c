/* Whether every text in `document` can be spoken: TwiML is XML, which carries no control characters but tab and line breaks
   (w3.org/TR/xml/#charsets). Postgres itself refuses U+0000 and lone surrogates. */
create or replace function private.is_speakable(document jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select not exists (
    select from jsonb_path_query(document, 'strict $.** ? (@.type() == "string")') t (value)
    where t.value #>> '{}' ~ U&'[\0001-\0008\000B\000C\000E-\001F\FFFE\FFFF]')
$$;

grant execute on function private.is_speakable(jsonb) to authenticated, service_role;
