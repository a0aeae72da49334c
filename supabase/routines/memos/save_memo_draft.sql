create or replace function private.save_memo_draft(message uuid, base integer, new_subject text, new_body text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  memo public.call_memos := private.open_memo_for_writing(message);
begin
  memo := private.write_memo(memo, base, new_subject, new_body);
  return jsonb_build_object('revision', memo.revision, 'saved_at', memo.saved_at);
end
$$;

create or replace function public.save_memo_draft(p_message_id uuid, p_revision integer, p_subject text, p_body text) returns jsonb
language sql set search_path = '' as $$ select private.save_memo_draft(p_message_id, p_revision, p_subject, p_body) $$;

grant execute on function
  private.save_memo_draft(uuid, integer, text, text),
  public.save_memo_draft(uuid, integer, text, text)
to authenticated;
