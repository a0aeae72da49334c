-- Who sees numbers, flows, queues and calls. Calls and what belongs to them are written by routing alone (service role).
-- phone_credentials, call_effects, call_deadlines and provider_receipts have no policy and no grant: service only.

create policy queues_select_inbox_member on public.queues for select to authenticated
using (inbox_id in (select private.my_inbox_ids()) or account_id = (select private.my_owned_account_id()));
create policy queues_insert_owner on public.queues for insert to authenticated
with check (account_id = (select private.my_owned_account_id()));
create policy queues_update_owner on public.queues for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));
create policy queues_delete_owner on public.queues for delete to authenticated
using (account_id = (select private.my_owned_account_id()));

create policy queue_agents_select_owner_or_self on public.queue_agents for select to authenticated
using (member_id = (select private.my_member_id()) or account_id = (select private.my_owned_account_id()));
create policy queue_agents_insert_owner on public.queue_agents for insert to authenticated
with check (account_id = (select private.my_owned_account_id()));
create policy queue_agents_delete_owner on public.queue_agents for delete to authenticated
using (account_id = (select private.my_owned_account_id()));

create policy flows_select_owner on public.flows for select to authenticated
using (account_id = (select private.my_owned_account_id()));
create policy flows_insert_owner on public.flows for insert to authenticated
with check (account_id = (select private.my_owned_account_id()));
create policy flows_update_owner on public.flows for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));
create policy flows_delete_owner on public.flows for delete to authenticated
using (account_id = (select private.my_owned_account_id()));

-- Immutable, and published by the service alone, once it is checked.
create policy flow_versions_select_owner on public.flow_versions for select to authenticated
using (account_id = (select private.my_owned_account_id()));

create policy flow_version_queues_select_owner on public.flow_version_queues for select to authenticated
using (account_id = (select private.my_owned_account_id()));

-- C6: the people of an inbox see the numbers their customers call.
create policy phone_numbers_select_inbox_member on public.phone_numbers for select to authenticated
using (inbox_id in (select private.my_inbox_ids()) or account_id = (select private.my_owned_account_id()));
create policy phone_numbers_update_owner on public.phone_numbers for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));

create policy opening_hours_select_owner on public.opening_hours for select to authenticated
using (account_id = (select private.my_owned_account_id()));
create policy opening_hours_insert_owner on public.opening_hours for insert to authenticated
with check (account_id = (select private.my_owned_account_id()));
create policy opening_hours_update_owner on public.opening_hours for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));
create policy opening_hours_delete_owner on public.opening_hours for delete to authenticated
using (account_id = (select private.my_owned_account_id()));

create policy holidays_select_owner on public.holidays for select to authenticated
using (account_id = (select private.my_owned_account_id()));
create policy holidays_insert_owner on public.holidays for insert to authenticated
with check (account_id = (select private.my_owned_account_id()));
create policy holidays_update_owner on public.holidays for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));
create policy holidays_delete_owner on public.holidays for delete to authenticated
using (account_id = (select private.my_owned_account_id()));

create policy blocked_numbers_select_owner on public.blocked_numbers for select to authenticated
using (account_id = (select private.my_owned_account_id()));
create policy blocked_numbers_insert_owner on public.blocked_numbers for insert to authenticated
with check (account_id = (select private.my_owned_account_id()));
create policy blocked_numbers_delete_owner on public.blocked_numbers for delete to authenticated
using (account_id = (select private.my_owned_account_id()));

create policy phone_sessions_select_self on public.phone_sessions for select to authenticated
using (member_id = (select private.my_member_id()));

-- Every phone user's status is visible to every member (quick connect); what call they are on is not in this table.
create policy agent_presence_select_member on public.agent_presence for select to authenticated
using (account_id = (select private.my_account_id()));

create policy offline_reasons_select_member on public.offline_reasons for select to authenticated
using (account_id = (select private.my_account_id()));
create policy offline_reasons_insert_owner on public.offline_reasons for insert to authenticated
with check (account_id = (select private.my_owned_account_id()));
create policy offline_reasons_update_owner on public.offline_reasons for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));
create policy offline_reasons_delete_owner on public.offline_reasons for delete to authenticated
using (account_id = (select private.my_owned_account_id()));

create policy calls_select_inbox_member on public.calls for select to authenticated
using (inbox_id in (select private.my_inbox_ids()));

create policy call_offers_select_inbox_member on public.call_offers for select to authenticated
using (inbox_id in (select private.my_inbox_ids()));

-- A leg and an event carry no inbox. They are read a call at a time, so one look-up by key beats a set of all calls;
-- the rights are those of `calls`, whose policy applies inside.
create policy call_legs_select_inbox_member on public.call_legs for select to authenticated
using (exists (select from public.calls c where c.id = call_legs.call_id));

create policy call_events_select_inbox_member on public.call_events for select to authenticated
using (exists (select from public.calls c where c.id = call_events.call_id));
