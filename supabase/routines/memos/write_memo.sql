/* Writes subject and body over revision `base` of a locked memo. Somebody else's newer text is never overwritten: then
   `memo_conflict` carries it. The same text again is no new revision. */
create or replace function private.write_memo(memo public.call_memos, base integer, new_subject text, new_body text) returns public.call_memos
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
