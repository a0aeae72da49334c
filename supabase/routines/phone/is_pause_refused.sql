/* Whether the provider has refused the last that was wanted of the recording: to pause, or to go on (D3). */
create or replace function private.is_pause_refused(call uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select e.kind = 'pause_refused' from public.call_events e
    where e.call_id = call and e.kind in ('pause_asked', 'recording_paused', 'recording_resumed', 'pause_refused')
    order by e.position desc limit 1), false);
end
$$;
