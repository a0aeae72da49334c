create or replace function private.log_ticket() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.status <> old.status then
    perform private.log_operation(new.inbox_id, new.id, new.account_id, 'status_changed',
      jsonb_build_object('from', old.status, 'to', new.status));
  end if;
  if new.subject <> old.subject then
    perform private.log_operation(new.inbox_id, new.id, new.account_id, 'subject_changed',
      jsonb_build_object('from', old.subject, 'to', new.subject));
  end if;
  if new.assignee_id is distinct from old.assignee_id then
    perform private.log_operation(new.inbox_id, new.id, new.account_id, 'assigned',
      jsonb_build_object('from', old.assignee_id, 'to', new.assignee_id));
  end if;
  return null;
end
$$;
