/* The contacts the entries name, of the call or else of its ticket. */
create or replace function private.timeline_contacts(entries jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select private.contact_names(array(
    select (entry ->> 'ticket_contact_id')::uuid from jsonb_array_elements(entries) entry
    union select (entry #>> '{memo,contact_id}')::uuid from jsonb_array_elements(entries) entry))
$$;

grant execute on function private.timeline_contacts(jsonb) to authenticated;
