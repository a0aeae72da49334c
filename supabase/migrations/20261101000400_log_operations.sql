-- H6: who did what to a ticket, and when. Written by triggers, so that no way around exists; `member_id` is null where
-- routing acted and nobody was signed in.

create function private.log_operation(inbox uuid, ticket uuid, account uuid, action text, detail jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.operation_log (account_id, inbox_id, ticket_id, member_id, action, detail)
  values (account, inbox, ticket, private.my_member_id(), action, detail);
end
$$;

create function private.log_ticket() returns trigger
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
create trigger tickets_log after update of status, subject, assignee_id on public.tickets
for each row execute function private.log_ticket();

create function private.log_memo() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  ticket uuid;
begin
  select ticket_id into ticket from public.messages where id = new.message_id;
  if new.recorded_at is distinct from old.recorded_at then
    perform private.log_operation(new.inbox_id, ticket, new.account_id, 'memo_recorded',
      jsonb_build_object('message_id', new.message_id));
  end if;
  if new.handled_at is distinct from old.handled_at then
    perform private.log_operation(new.inbox_id, ticket, new.account_id,
      case when new.handled_at is null then 'missed_reopened' else 'missed_handled' end,
      jsonb_build_object('message_id', new.message_id));
  end if;
  return null;
end
$$;
create trigger call_memos_log after update of recorded_at, handled_at on public.call_memos
for each row execute function private.log_memo();
