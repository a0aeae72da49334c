-- What the signed-in may try at all; the policies decide about rows. Anonymous visitors get nothing. Who may call a function
-- is said beside it, in supabase/routines.

revoke all on all tables in schema public from public, anon, authenticated;
revoke all on all sequences in schema public from public, anon, authenticated;
grant all on all tables in schema public to service_role;
-- What was noted stays as long as its ticket and its account.
revoke delete, truncate on public.operation_log from service_role;
grant all on all sequences in schema public to service_role;

grant select on
  public.accounts, public.entitlements, public.inboxes, public.inbox_members, public.labels,
  public.address_books, public.address_book_members, public.contacts, public.contact_phones, public.contact_emails,
  public.queues, public.queue_agents, public.flows, public.flow_versions, public.flow_version_queues, public.phone_numbers, public.opening_hours,
  public.holidays, public.blocked_numbers, public.agent_presence, public.offline_reasons, public.call_offers,
  public.tickets, public.ticket_labels, public.messages, public.call_memos,
  public.inbox_counters, public.operation_log
to authenticated;

-- Of a colleague everybody sees the name; roles, mail address and user are one's own (`my_member`) and the owner's to set.
grant select (id, account_id, name, is_phone_user, disabled_at, created_at) on public.members to authenticated;
-- The provider's ids, our own sessions and where bytes lie are nobody's but the service's.
grant select (id, account_id, member_id, started_at, heartbeat_at, ended_at) on public.phone_sessions to authenticated;
grant select (id, account_id, inbox_id, phone_number_id, flow_version_id, queue_id, ticket_id, contact_id, direction, state, outcome,
  reason, version, customer_number, customer_text, contract_number, is_recorded, is_pause_asked, is_recording_paused, started_at, queued_at, answered_at, ended_at)
  on public.calls to authenticated;
grant select (call_id, account_id, position, kind, occurred_at, recorded_at) on public.call_events to authenticated;
grant select (id, account_id, call_id, role, purpose, member_id, state, is_held, is_hold_asked, started_at, joined_at, left_at, left_cause)
  on public.call_legs to authenticated;
grant select (id, account_id, inbox_id, call_id, state, content_type, size_bytes, duration_ms, expected_by, started_at, stored_at,
  keep_until, deleted_at, deleted_by)
  on public.recordings to authenticated;

-- Who and where: the account of a row never changes.
grant update (name, time_zone, locale, is_phone_single_sign_on, goes_offline_unanswered) on public.accounts to authenticated;
grant update (support_link) on public.entitlements to authenticated;
grant update (name, role, dashboard_role, is_phone_user, disabled_at) on public.members to authenticated;
grant insert (account_id, name, position, address_book_id), update (name, position, address_book_id), delete
  on public.inboxes to authenticated;
grant insert, update (role), delete on public.inbox_members to authenticated;
grant insert (account_id, inbox_id, name, is_danger), update (name, is_danger), delete on public.labels to authenticated;
grant insert (account_id, name), update (name), delete on public.address_books to authenticated;
grant insert, update (role), delete on public.address_book_members to authenticated;
grant insert (id, account_id, address_book_id, name, kana, company, customer_code, address, note),
  update (name, kana, company, customer_code, address, note), delete on public.contacts to authenticated;
grant insert (account_id, address_book_id, contact_id, number, label), update (number, label), delete
  on public.contact_phones to authenticated;
grant insert (account_id, address_book_id, contact_id, email, label), update (email, label), delete
  on public.contact_emails to authenticated;

-- Phones.
grant insert (account_id, inbox_id, name, offer_seconds, max_wait_seconds, after_call_seconds, agent_order),
  update (name, offer_seconds, max_wait_seconds, after_call_seconds, agent_order), delete on public.queues to authenticated;
grant insert, delete on public.queue_agents to authenticated;
grant insert (account_id, name), update (name), delete on public.flows to authenticated;
grant update (inbox_id, flow_id, label, is_recorded, records_without_agent, recording_days, refusal_answers, may_call_0800) on public.phone_numbers to authenticated;
grant insert (account_id, flow_id, weekday, opens, closes), update (weekday, opens, closes), delete
  on public.opening_hours to authenticated;
grant insert, update (day, name), delete on public.holidays to authenticated;
grant insert (account_id, number), delete on public.blocked_numbers to authenticated;
grant insert (account_id, name, position), update (name, position), delete on public.offline_reasons to authenticated;

-- Work. A ticket's inbox, number and customer are not edited; contact and assignee are.
grant update (subject, status, contact_id, assignee_id) on public.tickets to authenticated;
grant insert, delete on public.ticket_labels to authenticated;
