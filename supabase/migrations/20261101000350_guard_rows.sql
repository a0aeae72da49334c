-- What must never happen and no constraint can say. Trigger functions are definers: they look at and write rows the
-- person who caused them may not; nobody can call them directly.

create trigger call_events_append_only before update or delete or truncate on public.call_events
for each statement execute function private.refuse_change();
-- The inbox alone may follow its ticket's, by the reference between them.
create trigger operation_log_append_only before update on public.operation_log
for each row when ((old.id, old.account_id, old.ticket_id, old.member_id, old.action, old.detail, old.at)
  is distinct from (new.id, new.account_id, new.ticket_id, new.member_id, new.action, new.detail, new.at))
execute function private.refuse_change();
create trigger operation_log_no_truncate before truncate on public.operation_log
for each statement execute function private.refuse_change();

create trigger phone_numbers_count_revision before update on public.phone_numbers
for each row execute function private.count_revision();

create trigger call_offers_check_rights before insert or update of member_id, inbox_id on public.call_offers
for each row execute function private.check_offer();

create trigger call_offers_check_engagement before insert on public.call_offers
for each row when (new.state in ('announced', 'acknowledged', 'ringing')) execute function private.check_engagement();
create trigger call_legs_check_engagement before insert on public.call_legs
for each row when (new.member_id is not null and new.state <> 'ended') execute function private.check_engagement();

create trigger call_memos_check_rights before insert or update of member_id on public.call_memos
for each row when (new.member_id is not null) execute function private.check_memo();

create trigger tickets_check_assignee before insert or update of assignee_id, inbox_id on public.tickets
for each row when (new.assignee_id is not null) execute function private.check_assignee();

create trigger members_keep_an_owner before update of role, disabled_at on public.members
for each row when (old.role = 'owner' and old.disabled_at is null and (new.role <> 'owner' or new.disabled_at is not null))
execute function private.keep_an_owner();

create trigger contacts_touch before update on public.contacts
for each row execute function private.touch_contact();

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

create trigger offline_reasons_list_limit after insert on public.offline_reasons
referencing new table as added for each statement execute function private.keep_list_short('account_id', '20');

create trigger accounts_give_reasons after insert on public.accounts
for each row execute function private.give_reasons();

create trigger inboxes_open_counters after insert on public.inboxes
for each row execute function private.open_counters();

create trigger members_follow_phone_user after insert or update of is_phone_user, disabled_at on public.members
for each row execute function private.follow_phone_user();

create trigger entitlements_follow_phone_option after update of cloud_phone on public.entitlements
for each row when (old.cloud_phone and not new.cloud_phone) execute function private.follow_phone_option();

create trigger flow_versions_immutable before update on public.flow_versions
for each row when ((old.id, old.account_id, old.flow_id, old.version, old.definition, old.created_by, old.created_at)
  is distinct from (new.id, new.account_id, new.flow_id, new.version, new.definition, new.created_by, new.created_at))
execute function private.refuse_change();
create trigger flow_versions_note_queues after insert on public.flow_versions
for each row execute function private.note_flow_queues();
create trigger flow_versions_check_publishing after insert or update on public.flow_versions
for each row when (new.is_published and new.has_voicemail) execute function private.check_publishing();
alter table public.flow_versions add constraint flow_versions_definition_speakable check (private.is_speakable(definition));
