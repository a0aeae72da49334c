create or replace function private.check_memo() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.members m
  join public.inbox_members im on im.member_id = m.id and im.inbox_id = new.inbox_id and im.role >= 'assistant'
  where m.id = new.member_id and m.account_id = new.account_id
  for share of im;
  if not found then
    raise exception 'the member has no role in the inbox of the memo'
      using errcode = 'check_violation', constraint = 'call_memos_member_has_rights', table = 'call_memos';
  end if;
  return new;
end
$$;
