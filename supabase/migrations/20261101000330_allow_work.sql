-- Who sees and changes what calls leave behind. Memos are written through functions that check the revision;
-- messages, recordings, counters and the log by triggers and the service.

create policy tickets_select_inbox_member on public.tickets for select to authenticated
using (inbox_id in (select private.my_inbox_ids()));
create policy tickets_update_inbox_operator on public.tickets for update to authenticated
using (inbox_id in (select private.my_inbox_ids('operator')))
with check (inbox_id in (select private.my_inbox_ids('operator')));

create policy ticket_labels_select_inbox_member on public.ticket_labels for select to authenticated
using (inbox_id in (select private.my_inbox_ids()));
create policy ticket_labels_insert_inbox_operator on public.ticket_labels for insert to authenticated
with check (inbox_id in (select private.my_inbox_ids('operator')));
create policy ticket_labels_delete_inbox_operator on public.ticket_labels for delete to authenticated
using (inbox_id in (select private.my_inbox_ids('operator')));

create policy messages_select_inbox_member on public.messages for select to authenticated
using (inbox_id in (select private.my_inbox_ids()));

create policy call_memos_select_inbox_member on public.call_memos for select to authenticated
using (inbox_id in (select private.my_inbox_ids()));

create policy recordings_select_inbox_member on public.recordings for select to authenticated
using (inbox_id in (select private.my_inbox_ids()));

create policy inbox_counters_select_inbox_member on public.inbox_counters for select to authenticated
using (inbox_id in (select private.my_inbox_ids()));

create policy operation_log_select_inbox_member on public.operation_log for select to authenticated
using (inbox_id in (select private.my_inbox_ids()));
