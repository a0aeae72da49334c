create or replace function private.log_memo() returns trigger
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
