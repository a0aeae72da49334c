create or replace function private.record_memo(message uuid, base integer, new_subject text, new_body text, new_status public.ticket_status)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := private.my_member_id();
  memo public.call_memos;
  was integer;
  kept public.ticket_status;
begin
  -- The leg before the memo, as the end of a call locks them: one in the moment of the other waits, and is not broken off.
  perform from public.call_legs l
  where l.id = (select m.leg_id from public.call_memos m where m.message_id = message and m.member_id = me) for no key update;
  memo := private.open_memo_for_writing(message);
  was := memo.revision;
  if new_status is null then perform private.fail('invalid_input', 'status'); end if;
  select t.status into kept from public.tickets t join public.messages m on m.ticket_id = t.id where m.id = message;
  -- An assistant sets a status in the act of recording alone; what has been recorded is no act any more.
  if memo.recorded_at is not null and kept is distinct from new_status
    and memo.inbox_id not in (select private.my_inbox_ids('operator')) then
    perform private.fail('not_allowed', 'status');
  end if;
  memo := private.write_memo(memo, base, new_subject, new_body);
  -- The same once more, from a second press or a lost answer, is no second recording.
  if memo.recorded_at is null or memo.revision is distinct from was or kept is distinct from new_status then
    update public.call_memos set recorded_at = now(), recorded_by = me where message_id = message returning * into memo;
  end if;
  -- A ticket made by a call has no subject of its own yet: its first recorded memo gives it one.
  update public.tickets t set status = new_status, subject = case when t.subject = '' then new_subject else t.subject end
  from public.messages m
  where m.id = message and t.id = m.ticket_id
    and (t.status is distinct from new_status or (t.subject = '' and new_subject <> ''));
  -- E8: recording the memo of the call just finished ends the work after it.
  if memo.member_id = me and memo.leg_id = (private.last_leg_of(me)).id then perform private.finish_after_call(); end if;
  return jsonb_build_object('revision', memo.revision, 'recorded_at', memo.recorded_at, 'ticket_status', new_status);
end
$$;

create or replace function public.record_memo(
  p_message_id uuid, p_revision integer, p_subject text, p_body text, p_status public.ticket_status default 'done'
) returns jsonb
language sql set search_path = '' as $$ select private.record_memo(p_message_id, p_revision, p_subject, p_body, p_status) $$;

grant execute on function
  private.record_memo(uuid, integer, text, text, public.ticket_status),
  public.record_memo(uuid, integer, text, text, public.ticket_status)
to authenticated;
