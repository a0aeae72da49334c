-- H1, H2, H3: a memo is saved against the revision it was read at and recorded together with its ticket's status.
-- Definer halves: call_memos is written through these alone, and an assistant sets a status only in recording an own memo.

/* Locks the ticket, then the memo (the order everywhere), and says whether the caller may write it: own memos from
   Assistant, others' from Operator. */
create function private.open_memo_for_writing(message uuid) returns public.call_memos
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := private.my_member_id();
  memo public.call_memos;
begin
  perform from public.tickets t
  where t.id = (select m.ticket_id from public.messages m where m.id = message and m.inbox_id in (select private.my_inbox_ids()))
  for no key update;
  if not found then perform private.fail('not_found'); end if;
  select * into memo from public.call_memos where message_id = message for update;
  if memo.message_id is null then perform private.fail('not_found'); end if;
  if memo.member_id is distinct from me and memo.inbox_id not in (select private.my_inbox_ids('operator')) then
    perform private.fail('memo_not_yours');
  end if;
  return memo;
end
$$;

/* Writes subject and body over revision `base` of a locked memo. Somebody else's newer text is never overwritten: then
   `memo_conflict` carries it. The same text again is no new revision. */
create function private.write_memo(memo public.call_memos, base integer, new_subject text, new_body text) returns public.call_memos
language plpgsql security definer set search_path = '' as $$
begin
  if base is null or new_subject is null or new_body is null then perform private.fail('invalid_input', 'memo'); end if;
  if length(new_subject) > 200 or length(new_body) > 20000 then perform private.fail('invalid_input', 'memo_length'); end if;
  if (memo.subject, memo.body) is not distinct from (new_subject, new_body) then return memo; end if;
  if memo.revision is distinct from base then
    perform private.fail('memo_conflict', jsonb_build_object('revision', memo.revision, 'subject', memo.subject, 'body', memo.body,
      'saved_by_name', (select name from public.members where id = memo.saved_by))::text);
  end if;
  update public.call_memos
  set subject = new_subject, body = new_body, revision = revision + 1, saved_at = now(), saved_by = private.my_member_id()
  where message_id = memo.message_id returning * into memo;
  return memo;
end
$$;

create function private.save_memo_draft(message uuid, base integer, new_subject text, new_body text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  memo public.call_memos := private.open_memo_for_writing(message);
begin
  memo := private.write_memo(memo, base, new_subject, new_body);
  return jsonb_build_object('revision', memo.revision, 'saved_at', memo.saved_at);
end
$$;

create function private.record_memo(message uuid, base integer, new_subject text, new_body text, new_status public.ticket_status)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := private.my_member_id();
  memo public.call_memos := private.open_memo_for_writing(message);
  was constant integer := memo.revision;
  kept public.ticket_status;
begin
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

create function public.save_memo_draft(p_message_id uuid, p_revision integer, p_subject text, p_body text) returns jsonb
language sql set search_path = '' as $$ select private.save_memo_draft(p_message_id, p_revision, p_subject, p_body) $$;
create function public.record_memo(
  p_message_id uuid, p_revision integer, p_subject text, p_body text, p_status public.ticket_status default 'done'
) returns jsonb
language sql set search_path = '' as $$ select private.record_memo(p_message_id, p_revision, p_subject, p_body, p_status) $$;

grant execute on function
  private.save_memo_draft(uuid, integer, text, text), public.save_memo_draft(uuid, integer, text, text),
  private.record_memo(uuid, integer, text, text, public.ticket_status),
  public.record_memo(uuid, integer, text, text, public.ticket_status)
to authenticated;
