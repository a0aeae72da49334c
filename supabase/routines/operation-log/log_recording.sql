/* D1: that a recording is to be deleted, and that it is: by whom (nobody: its time was over), of which call, and for each memo that
   plays it, in its ticket. */
create or replace function private.log_recording() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.operation_log (account_id, inbox_id, ticket_id, member_id, action, detail)
  select new.account_id, coalesce(m.inbox_id, new.inbox_id), m.ticket_id, new.deleted_by,
    case new.state when 'deleted' then 'recording_deleted' else 'recording_deletion_asked' end,
    jsonb_build_object('recording_id', new.id, 'call_id', new.call_id, 'message_id', m.id,
      'by', case when new.deleted_by is null then 'retention' else 'member' end)
  from (select 1) one
  left join public.call_memos memo on memo.recording_id = new.id
  left join public.messages m on m.id = memo.message_id;
  return null;
end
$$;
