/* The recording of the stay a leg is in; null while there is none. */
create or replace function private.recording_of_leg(leg uuid) returns uuid
language plpgsql stable set search_path = '' as $$
begin
  return (
    select r.id from public.call_legs l join public.recordings r on r.stay_id = l.stay_id where l.id = leg);
end
$$;

grant execute on function private.recording_of_leg(uuid) to service_role;
