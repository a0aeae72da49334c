-- What must never happen and no constraint can say. Trigger functions are definers: they look at and write rows the
-- person who caused them may not; nobody can call them directly.

-- K1: history is written once. A statement trigger, so that even a write that touches no row is refused.
create function private.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% of % is refused: it is append-only', lower(tg_op), tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger call_events_append_only before update or delete or truncate on public.call_events
for each statement execute function private.refuse_change();
-- The inbox alone may follow its ticket's, by the reference between them.
create trigger operation_log_append_only before update on public.operation_log
for each row when ((old.id, old.account_id, old.ticket_id, old.member_id, old.action, old.detail, old.at)
  is distinct from (new.id, new.account_id, new.ticket_id, new.member_id, new.action, new.detail, new.at))
execute function private.refuse_change();
create trigger operation_log_no_truncate before truncate on public.operation_log
for each statement execute function private.refuse_change();

-- A11: whoever is offered a call may make its memo. The rows are locked, so that a right taken away at the same moment
-- comes either before the offer, which is then refused, or after it.
create function private.check_offer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.members m
  join public.inbox_members im on im.member_id = m.id and im.inbox_id = new.inbox_id and im.role >= 'assistant'
  where m.id = new.member_id and m.account_id = new.account_id and m.disabled_at is null and m.is_phone_user
  for share of m, im;
  if not found then
    raise exception 'the member may not be offered calls of this inbox'
      using errcode = 'check_violation', constraint = 'call_offers_member_has_rights', table = 'call_offers';
  end if;
  return new;
end
$$;
create trigger call_offers_check_rights before insert or update of member_id, inbox_id on public.call_offers
for each row execute function private.check_offer();

create function private.check_memo() returns trigger
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
create trigger call_memos_check_rights before insert or update of member_id on public.call_memos
for each row when (new.member_id is not null) execute function private.check_memo();

create function private.check_assignee() returns trigger
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
create trigger tickets_check_assignee before insert or update of assignee_id, inbox_id on public.tickets
for each row when (new.assignee_id is not null) execute function private.check_assignee();

-- An account without an owner could never be changed again. The account's row is locked first: two owners who
-- step down at once come one after the other.
create function private.keep_an_owner() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.accounts where id = old.account_id for no key update;
  perform from public.members
  where account_id = old.account_id and id <> old.id and role = 'owner' and disabled_at is null;
  if not found then
    raise exception 'an account keeps at least one owner'
      using errcode = 'check_violation', constraint = 'members_keep_an_owner', table = 'members';
  end if;
  return new;
end
$$;
create trigger members_keep_an_owner before update of role, disabled_at on public.members
for each row when (old.role = 'owner' and old.disabled_at is null and (new.role <> 'owner' or new.disabled_at is not null))
execute function private.keep_an_owner();

create function private.touch_contact() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  new.revision := old.revision + 1;
  return new;
end
$$;
create trigger contacts_touch before update on public.contacts
for each row execute function private.touch_contact();

/* Keeps a list short: `tg_argv` are the column that says whose list it is and the most it may hold. Lists are locked one
   after the other, in one order, so that two who add at once are both counted. */
create function private.keep_list_short() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  whose constant text := tg_argv[0];
  most constant integer := tg_argv[1];
  list uuid;
  is_long boolean;
begin
  for list in execute format('select distinct %I from added order by 1', whose) loop
    perform pg_advisory_xact_lock(hashtextextended(tg_table_name || whose || list, 0));
    execute format('select count(*) > $1 from public.%I where %I = $2', tg_table_name, whose) into is_long using most, list;
    if is_long then
      raise exception 'a list of % holds % at most', tg_table_name, most
        using errcode = 'check_violation', constraint = tg_table_name || '_list_limit', table = tg_table_name;
    end if;
  end loop;
  return null;
end
$$;
create trigger contact_phones_list_limit after insert on public.contact_phones
referencing new table as added for each statement execute function private.keep_list_short('contact_id', '20');
create trigger contact_emails_list_limit after insert on public.contact_emails
referencing new table as added for each statement execute function private.keep_list_short('contact_id', '20');
create trigger ticket_labels_list_limit after insert on public.ticket_labels
referencing new table as added for each statement execute function private.keep_list_short('ticket_id', '20');
create trigger labels_list_limit after insert on public.labels
referencing new table as added for each statement execute function private.keep_list_short('inbox_id', '200');
create trigger queue_agents_list_limit after insert on public.queue_agents
referencing new table as added for each statement execute function private.keep_list_short('queue_id', '500');
create trigger opening_hours_list_limit after insert on public.opening_hours
referencing new table as added for each statement execute function private.keep_list_short('flow_id', '50');
create trigger holidays_list_limit after insert on public.holidays
referencing new table as added for each statement execute function private.keep_list_short('flow_id', '400');
create trigger queues_list_limit after insert on public.queues
referencing new table as added for each statement execute function private.keep_list_short('inbox_id', '50');
create trigger inboxes_list_limit after insert on public.inboxes
referencing new table as added for each statement execute function private.keep_list_short('account_id', '500');
create trigger address_books_list_limit after insert on public.address_books
referencing new table as added for each statement execute function private.keep_list_short('account_id', '200');
create trigger flows_list_limit after insert on public.flows
referencing new table as added for each statement execute function private.keep_list_short('account_id', '500');
create trigger blocked_numbers_list_limit after insert on public.blocked_numbers
referencing new table as added for each statement execute function private.keep_list_short('account_id', '10000');

-- Rows that exist because another does.
create function private.open_counters() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.inbox_counters (inbox_id, account_id) values (new.id, new.account_id);
  return null;
end
$$;
create trigger inboxes_open_counters after insert on public.inboxes
for each row execute function private.open_counters();

-- A phone user has a status; who stops being one, or is disabled, is signed out of the phone.
create function private.follow_phone_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.is_phone_user and new.disabled_at is null then
    insert into public.agent_presence (member_id, account_id) values (new.id, new.account_id) on conflict do nothing;
  else
    update public.phone_sessions set ended_at = now() where member_id = new.id and ended_at is null;
    update public.agent_presence
    set status = 'offline', status_reason = null, status_cause = 'phone_taken_away', status_since = now(), after_call_until = null
    where member_id = new.id and status <> 'offline';
  end if;
  return null;
end
$$;
create trigger members_follow_phone_user after insert or update of is_phone_user, disabled_at on public.members
for each row execute function private.follow_phone_user();

-- A2: an account that loses the option has nobody signed in to a phone.
create function private.follow_phone_option() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.phone_sessions set ended_at = now() where account_id = new.account_id and ended_at is null;
  update public.agent_presence
  set status = 'offline', status_reason = null, status_cause = 'phone_taken_away', status_since = now(), after_call_until = null
  where account_id = new.account_id and status <> 'offline';
  return null;
end
$$;
create trigger entitlements_follow_phone_option after update of cloud_phone on public.entitlements
for each row when (old.cloud_phone and not new.cloud_phone) execute function private.follow_phone_option();
