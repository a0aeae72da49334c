-- K7, K13: what is announced where, when a row changes (supabase/routines/announcements).

-- The counts beside an inbox's name are part of its row.
create trigger inbox_counters_follow after update on public.inbox_counters
for each row when (old is distinct from new) execute function private.follow_counters();

-- What a transaction put aside is settled at its end.
create constraint trigger flush_at_the_end after insert on private.flushes
deferrable initially deferred for each row execute function private.flush();

-- Tickets and what hangs on them: the newest message on the ticket's row, the counters, and word to the inbox's topic of
-- the ticket, of the exchange, and of the caller who is to be rung back. Lock order everywhere: ticket, then memo.

create trigger messages_follow after insert or update or delete on public.messages
for each row execute function private.follow_message();

create trigger tickets_follow after insert or update or delete on public.tickets
for each row execute function private.follow_ticket();

create trigger call_memos_follow after insert or update or delete on public.call_memos
for each row execute function private.follow_memo();

create trigger ticket_labels_follow after insert or delete on public.ticket_labels
for each row execute function private.follow_ticket_label();

create trigger tickets_settle_missed after update of status on public.tickets
for each row when (new.status in ('done', 'no_action') and old.status in ('open', 'on_hold'))
execute function private.settle_missed();

-- Calls, offers, legs and people: what is announced where. Heartbeats are not. Everybody in the account learns that
-- somebody's status or activity changed, the person offered learns of the offer, the inbox learns of the call.

create trigger calls_follow_insert after insert on public.calls
for each row execute function private.follow_call();
create trigger calls_follow_update after update on public.calls
for each row when ((old.state, old.ticket_id, old.inbox_id, old.direction, old.answered_at, old.is_recorded, old.is_pause_asked, old.is_recording_paused)
  is distinct from (new.state, new.ticket_id, new.inbox_id, new.direction, new.answered_at, new.is_recorded, new.is_pause_asked, new.is_recording_paused))
execute function private.follow_call();

create trigger recordings_follow_insert after insert on public.recordings
for each row execute function private.follow_recording();
create trigger recordings_follow_update after update on public.recordings
for each row when ((old.state, old.duration_ms) is distinct from (new.state, new.duration_ms))
execute function private.follow_recording();

create trigger call_offers_follow_insert after insert on public.call_offers
for each row execute function private.follow_offer();
create trigger call_offers_follow_update after update on public.call_offers
for each row when (old.state is distinct from new.state) execute function private.follow_offer();

create trigger call_legs_follow_insert after insert on public.call_legs
for each row execute function private.follow_leg();
create trigger call_legs_follow_update after update on public.call_legs
for each row when ((old.state, old.is_held, old.is_hold_asked, old.purpose)
  is distinct from (new.state, new.is_held, new.is_hold_asked, new.purpose))
execute function private.follow_leg();

create trigger agent_presence_follow_insert after insert on public.agent_presence
for each row execute function private.follow_presence();
create trigger agent_presence_follow_update after update on public.agent_presence
for each row when ((old.status, old.status_reason, old.status_since, old.after_call_until)
  is distinct from (new.status, new.status_reason, new.status_since, new.after_call_until))
execute function private.follow_presence();

create trigger phone_sessions_follow_insert after insert on public.phone_sessions
for each row execute function private.follow_phone_session();
create trigger phone_sessions_follow_update after update of ended_at, is_lost on public.phone_sessions
for each row when ((old.ended_at, old.is_lost) is distinct from (new.ended_at, new.is_lost)) execute function private.follow_phone_session();

-- Rights, names and labels. Hosted Realtime remembers who may listen until a rejoin, so a membership change moves the
-- inbox to a topic of the next epoch, where only those entitled now can join; the member's own topic tells them to.

create trigger inbox_members_follow after insert or update or delete on public.inbox_members
for each row execute function private.follow_inbox_member();

create trigger members_follow_insert after insert on public.members
for each row execute function private.follow_member();
create trigger members_follow_update after update on public.members
for each row when (old is distinct from new) execute function private.follow_member();

create trigger inboxes_follow after update of name, position, address_book_id on public.inboxes
for each row execute function private.follow_inbox();

create trigger labels_follow after update on public.labels
for each row when (old is distinct from new) execute function private.follow_label();

create trigger contacts_follow after insert or update or delete on public.contacts
for each row execute function private.follow_contact();

create trigger contact_phones_follow after insert or update or delete on public.contact_phones
for each row execute function private.follow_contact_detail();
create trigger contact_emails_follow after insert or update or delete on public.contact_emails
for each row execute function private.follow_contact_detail();

-- H6: who did what to a ticket, and when. Written by triggers, so that no way around exists; `member_id` is null where
-- routing acted and nobody was signed in.

create trigger tickets_log after update of status, subject, assignee_id on public.tickets
for each row execute function private.log_ticket();

create trigger recordings_log after update of state on public.recordings
for each row when (old.state is distinct from new.state and new.state in ('deleting', 'deleted'))
execute function private.log_recording();

create trigger phone_numbers_log after update on public.phone_numbers
for each row when (to_jsonb(old) - 'revision' is distinct from to_jsonb(new) - 'revision')
execute function private.log_number();

create trigger call_memos_log after update of recorded_at, handled_at on public.call_memos
for each row execute function private.log_memo();
