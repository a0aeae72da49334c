create or replace function private.check_assignee() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.inbox_members where inbox_id = new.inbox_id and member_id = new.assignee_id;
  if not found then
    raise exception 'the assignee has no role in the inbox of the ticket'
      using errcode = 'check_violation', constraint = 'tickets_assignee_has_rights', table = 'tickets';
  end if;
  return new;
end
$$;
