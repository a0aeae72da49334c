/* The moment before which a phone's last heartbeat makes it a lost one (K2): 12 s ago. A heartbeat that could not be written proves
   nothing: while nobody has written for long, and until everybody has had those 12 s again, nothing is lost. Who writes all the time,
   by the way the pages go, is the sweeper (`note_sweep`); where none ever was, nobody can tell.
   Definer: nobody reads that row. */
create or replace function private.lost_before() returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
begin
  return case when exists (
    select from private.sweeps
    where swept_at <= clock_timestamp() - interval '6 seconds' or steady_since > clock_timestamp() - interval '12 seconds')
    then '-infinity' else now() - interval '12 seconds' end;
end
$$;

grant execute on function private.lost_before() to service_role;
