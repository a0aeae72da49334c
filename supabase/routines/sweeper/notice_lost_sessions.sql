/* Notices phone sessions whose heartbeat has been missing for 12 s (`lost_before`), once each, so that those who watch are told. Called by
   the ticker. → how many. */
create or replace function private.notice_lost_sessions() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  noticed integer;
begin
  -- In one order, and past those that are being written: they are looked at again in a moment.
  update public.phone_sessions s set is_lost = true
  from (
    select id from public.phone_sessions
    where ended_at is null and not is_lost and heartbeat_at <= private.lost_before()
    order by id for update skip locked
  ) silent
  where s.id = silent.id;
  get diagnostics noticed = row_count;
  return noticed;
end
$$;

/* What time alone brings about on the live view; the ticker's, at each turn, in a transaction each: both hold sequences. */
create or replace function public.notice_lost_sessions() returns integer
language sql set search_path = '' as $$ select private.notice_lost_sessions() $$;

grant execute on function private.notice_lost_sessions(), public.notice_lost_sessions() to service_role;
