/* The sweeper has come, so whoever wanted to could write (`lost_before`). After a gap longer than a heartbeat may miss (it beats
   every 5 s and is lost after 12 s), the time in which all can begins anew. → since when. */
create or replace function private.note_sweep() returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  since timestamptz;
begin
  insert into private.sweeps as s (swept_at, steady_since) values (clock_timestamp(), clock_timestamp())
  on conflict (is_one) do update set swept_at = excluded.swept_at,
    steady_since = case when s.swept_at <= excluded.swept_at - interval '6 seconds' then excluded.swept_at else s.steady_since end
  returning steady_since into since;
  return since;
end
$$;

create or replace function public.note_sweep() returns timestamptz
language sql set search_path = '' as $$ select private.note_sweep() $$;

grant execute on function private.note_sweep(), public.note_sweep() to service_role;
