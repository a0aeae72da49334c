/* G4: what the memo of an outside leg says by itself, in the account's language: to whom the customer was put through. */
create or replace function private.outside_subject(account uuid, number text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return (
    select case locale when 'en' then 'Put through to ' || shown when 'ja' then shown || ' への外線転送' end
    from public.accounts, lateral (select regexp_replace(number, '^\+81', '0') as shown) n where id = account);
end
$$;

grant execute on function private.outside_subject(uuid, text) to service_role;
