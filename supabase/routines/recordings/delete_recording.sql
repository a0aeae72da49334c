/* Has a stored recording deleted, here and at the provider: from now on nobody plays it, and the sweeper has the call's decision
   do the rest. Only an admin of its inbox may. Again, nothing more is done. Definer: recordings are nobody's to write. */
create or replace function private.delete_recording(recording uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  chosen public.recordings;
begin
  select * into chosen from public.recordings
  where id = recording and inbox_id in (select private.my_inbox_ids()) for update;
  if chosen.id is null then perform private.fail('not_found'); end if;
  if chosen.inbox_id not in (select private.my_inbox_ids('admin')) then perform private.fail('not_allowed'); end if;
  if chosen.state in ('deleting', 'deleted') then return; end if;
  if chosen.state is distinct from 'stored' then perform private.fail('recording_not_ready'); end if;
  update public.recordings set state = 'deleting', deleted_by = private.my_member_id() where id = recording;
  insert into public.call_deadlines (id, account_id, call_id, kind, subject_id, due_at)
  values (gen_random_uuid(), chosen.account_id, chosen.call_id, 'recording_delete', recording, now());
end
$$;

create or replace function public.delete_recording(p_recording_id uuid) returns void
language sql set search_path = '' as $$ select private.delete_recording(p_recording_id) $$;

grant execute on function private.delete_recording(uuid), public.delete_recording(uuid) to authenticated;
