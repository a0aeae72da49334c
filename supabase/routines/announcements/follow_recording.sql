create or replace function private.follow_recording() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('inbox', memo.inbox_id, 'messages', memo.message_id::text, 'update')
  from public.call_memos memo where memo.recording_id = new.id;
  return null;
end
$$;
