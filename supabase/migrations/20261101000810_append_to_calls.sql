-- A decision is written in one transaction, or not at all. Called by the routing function only (service role).

/* The ticket of a call (E6): the newest unfinished one of the same customer in the same inbox, else a new one. Once. */
create function private.reserve_ticket(call uuid) returns uuid
language plpgsql set search_path = '' as $$
declare
  c public.calls;
  ticket uuid;
  next_number bigint;
begin
  select * into strict c from public.calls where id = call;
  if c.ticket_id is not null then return c.ticket_id; end if;
  -- Two calls of one number at the same moment find one ticket: the second looks when the first has committed.
  perform pg_advisory_xact_lock(hashtextextended('ticket of ' || c.inbox_id || c.customer_number, 0));
  select id into ticket from public.tickets
  where inbox_id = c.inbox_id and customer_number = c.customer_number and status in ('open', 'on_hold')
  order by last_message_at desc, id desc limit 1;
  if ticket is null then
    update public.accounts set next_ticket_number = next_ticket_number + 1 where id = c.account_id
    returning next_ticket_number - 1 into next_number;
    insert into public.tickets (account_id, inbox_id, number, customer_number, contact_id)
    values (c.account_id, c.inbox_id, next_number, c.customer_number, c.contact_id) returning id into ticket;
  end if;
  update public.calls set ticket_id = ticket where id = call;
  return ticket;
end
$$;

/* A message with its memo on the call's ticket: `leg` and its `member` for a conversation, `missed_reason` for a missed call. */
create function private.add_memo(call uuid, leg uuid, member uuid, missed_reason public.call_reason) returns void
language plpgsql set search_path = '' as $$
declare
  ticket constant uuid := private.reserve_ticket(call);
  what constant public.message_kind := case when member is null then 'missed_call' else 'call_memo' end;
  c public.calls;
  message uuid;
begin
  select * into strict c from public.calls where id = call;
  insert into public.messages (account_id, inbox_id, ticket_id, kind, author_id, customer_number, occurred_at)
  values (c.account_id, c.inbox_id, ticket, what, member, c.customer_number, coalesce(c.answered_at, c.started_at))
  returning id into message;
  insert into public.call_memos (message_id, account_id, inbox_id, call_id, leg_id, kind, member_id, direction, customer_number,
    customer_text, contract_number, contact_id, reason, started_at, answered_at, ended_at)
  values (message, c.account_id, c.inbox_id, c.id, leg, what, member, c.direction, c.customer_number,
    c.customer_text, c.contract_number, c.contact_id, missed_reason, c.started_at, c.answered_at, c.ended_at);
  if member is not null then
    update public.tickets set assignee_id = member where id = ticket and assignee_id is null;
  end if;
end
$$;

/* One step of a decision's work; `decision.ts` says what each means. */
create function private.do_work(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  case step ->> 'step'
    when 'reserve_ticket' then
      perform private.reserve_ticket(call);
    when 'open_memo' then
      perform private.add_memo(call, (step ->> 'legId')::uuid, (step ->> 'memberId')::uuid, null);
    when 'record_missed' then
      perform private.add_memo(call, null, null, (step ->> 'reason')::public.call_reason);
    when 'close_memo' then
      update public.call_memos set ended_at = (step ->> 'endedAt')::timestamptz
      where leg_id = (step ->> 'legId')::uuid and ended_at is null;
    when 'expect_recording' then
      insert into public.recordings (id, account_id, inbox_id, call_id, expected_by, started_at)
      select (step ->> 'recordingId')::uuid, account_id, inbox_id, id, (step ->> 'expectedBy')::timestamptz, coalesce(answered_at, now())
      from public.calls where id = call
      on conflict (id) do update set expected_by = excluded.expected_by;
    when 'fetch_recording' then
      update public.recordings
      set state = 'fetching', provider_recording_id = step ->> 'providerRecordingId', last_error = null
      where id = (step ->> 'recordingId')::uuid;
    when 'store_recording' then
      update public.recordings set state = 'stored', object_name = step ->> 'objectName',
        content_type = step ->> 'contentType', size_bytes = (step ->> 'sizeBytes')::bigint,
        duration_ms = (step ->> 'durationMs')::integer, stored_at = (step ->> 'at')::timestamptz, last_error = null
      where id = (step ->> 'recordingId')::uuid;
    when 'fail_recording' then
      update public.recordings set state = 'failed', last_error = step ->> 'error'
      where id = (step ->> 'recordingId')::uuid;
    when 'free_agent' then
      -- E8: who has recorded the memo during the call, or ended the work after it before we heard of its end, has nothing left
      -- to do. `close_memo` has locked the memo, and the leg's end the leg, so that the same moment is seen here, or sees this.
      update public.agent_presence p set idle_since = (step ->> 'at')::timestamptz,
        after_call_until = case
          when step ->> 'afterCallUntil' is null then p.after_call_until
          when not exists (select from public.call_memos m
            where m.leg_id = (step ->> 'legId')::uuid and m.recorded_at is not null)
            and not exists (select from public.call_legs l where l.id = (step ->> 'legId')::uuid and l.is_after_call_done)
          then (step ->> 'afterCallUntil')::timestamptz end
      where p.member_id = (step ->> 'memberId')::uuid;
    when 'finish_after_call' then
      -- Extended meanwhile (E8): then its own end comes later.
      update public.agent_presence set after_call_until = null, idle_since = (step ->> 'at')::timestamptz
      where member_id = (step ->> 'memberId')::uuid and after_call_until <= (step ->> 'at')::timestamptz;
  end case;
end
$$;

/* The projection of a call. False when the call is no longer at the version that was decided about. */
create function private.write_call(c jsonb, expected_version integer) returns boolean
language plpgsql set search_path = '' as $$
begin
  if expected_version = 0 then
    insert into public.calls (id, account_id, inbox_id, phone_number_id, flow_version_id, queue_id, contact_id, direction,
      state, outcome, reason, version, customer_number, customer_text, contract_number, provider_conference_id,
      is_recorded, started_at, queued_at, answered_at, ended_at)
    select id, account_id, inbox_id, phone_number_id, flow_version_id, queue_id, contact_id, direction,
      state, outcome, reason, version, customer_number, customer_text, contract_number, provider_conference_id,
      is_recorded, started_at, queued_at, answered_at, ended_at
    from jsonb_populate_record(null::public.calls, c);
    return true;
  end if;
  update public.calls t set state = n.state, outcome = n.outcome, reason = n.reason, version = n.version,
    provider_conference_id = n.provider_conference_id, queued_at = n.queued_at, answered_at = n.answered_at, ended_at = n.ended_at
  from jsonb_populate_record(null::public.calls, c) n
  where t.id = n.id and t.version = expected_version;
  return found;
end
$$;

/* Offers and legs that changed. What closes is written before what opens, for the indexes that allow one of each. */
create function private.write_offers_and_legs(offers jsonb, legs jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.call_offers t set state = n.state, acknowledged_at = n.acknowledged_at, ringing_at = n.ringing_at, decided_at = n.decided_at
  from jsonb_populate_recordset(null::public.call_offers, offers) n where t.id = n.id;
  update public.call_legs t set provider_leg_id = n.provider_leg_id, state = n.state, is_held = n.is_held, joined_at = n.joined_at,
    left_at = n.left_at, left_cause = n.left_cause
  from jsonb_populate_recordset(null::public.call_legs, legs) n where t.id = n.id;
  insert into public.call_offers (id, account_id, call_id, queue_id, inbox_id, member_id, leg_id, purpose, round, state, candidates,
    announced_at, acknowledged_at, ringing_at, decided_at, expires_at)
  select id, account_id, call_id, queue_id, inbox_id, member_id, leg_id, purpose, round, state, candidates,
    announced_at, acknowledged_at, ringing_at, decided_at, expires_at
  from jsonb_populate_recordset(null::public.call_offers, offers) n
  where not exists (select from public.call_offers t where t.id = n.id);
  insert into public.call_legs (id, account_id, call_id, role, purpose, member_id, number, provider_leg_id, state, is_held,
    started_at, joined_at, left_at, left_cause)
  select id, account_id, call_id, role, purpose, member_id, number, provider_leg_id, state, is_held,
    started_at, joined_at, left_at, left_cause
  from jsonb_populate_recordset(null::public.call_legs, legs) n
  where not exists (select from public.call_legs t where t.id = n.id);
end
$$;

/* Effects and deadlines to come, and those that are settled by what has just happened. → the effects that can be carried out
   at once, leased to whoever appended them; the others wait for their time, or for their forerunner in their lane. What
   somebody is carrying out in this moment cannot be taken back: it keeps its lane until they are done, and is not tried again. */
create function private.write_outlook(p jsonb) returns uuid[]
language plpgsql set search_path = '' as $$
declare
  call constant uuid := (p ->> 'call_id')::uuid;
  account constant uuid := (p -> 'call' ->> 'account_id')::uuid;
  leased uuid[];
begin
  update public.call_effects e set
    state = case when e.leased_until > now() then 'pending' else 'done' end::public.effect_state,
    done_at = case when e.leased_until > now() then null else now() end,
    is_superseded = true
  from jsonb_to_recordset(p -> 'superseded') s (kind text, target text)
  where e.call_id = call and e.state = 'pending' and e.kind = s.kind and e.target = s.target;
  insert into public.call_effects (id, account_id, call_id, kind, target, lane, payload, lease_ms, tries, next_attempt_at)
  select e.id, account, call, e.kind, e.target, e.lane, e.payload, e.lease_ms, e.tries,
    now() + make_interval(secs => coalesce(e.delay_ms, 0) / 1000.0)
  from rows from (jsonb_to_recordset(p -> 'effects') as (
    id uuid, kind text, target text, lane text, payload jsonb, lease_ms integer, tries integer, delay_ms double precision
  )) with ordinality e (id, kind, target, lane, payload, lease_ms, tries, delay_ms, place)
  order by e.place;
  if jsonb_array_length(p -> 'effects') > 0 then
    select coalesce(array_agg(t.id), '{}') into leased from private.lease_effects(
      array(select (e ->> 'id')::uuid from jsonb_array_elements(p -> 'effects') e), null, null, 100) t;
  end if;

  update public.call_deadlines d set fired_at = now()
  where d.call_id = call and d.fired_at is null and d.kind in ('acknowledge', 'ring', 'offer', 'max_wait')
    and (p -> 'call' ->> 'state' = 'ended'
      or exists (select from public.call_offers o where o.id = d.subject_id and not o.is_open));
  insert into public.call_deadlines (id, account_id, call_id, kind, subject_id, due_at)
  select d.id, account, call, d.kind, d.subject_id, d.due_at
  from jsonb_to_recordset(p -> 'deadlines') d (id uuid, kind public.deadline_kind, subject_id uuid, due_at timestamptz);
  return coalesce(leased, '{}');
end
$$;

/* Leases up to `most` effects that can be carried out now, among `these`, or of a lane, or of all where both are null: due,
   leased to nobody, and with nothing before them in their lane. One that was superseded while somebody carried it out is
   not carried out again. */
create function private.lease_effects(these uuid[], of_call uuid, of_lane text, most integer) returns setof public.call_effects
language plpgsql set search_path = '' as $$
begin
  return query
    update public.call_effects e
    set attempts = e.attempts + 1, leased_until = now() + make_interval(secs => e.lease_ms / 1000.0)
    where e.id in (
      select due.id from public.call_effects due
      where due.state = 'pending' and not due.is_superseded and due.next_attempt_at <= now()
        and (due.leased_until is null or due.leased_until <= now())
        and (these is null or due.id = any(these))
        and (of_call is null or (due.call_id = of_call and due.lane = of_lane))
        and not exists (
          select from public.call_effects before
          where before.call_id = due.call_id and before.lane = due.lane and before.position < due.position and before.state = 'pending')
      order by due.next_attempt_at, due.position limit most for update skip locked)
    returning e.*;
end
$$;

/* The oldest calls waiting in a queue where somebody has just become free; empty when nobody has. */
create function private.next_waiting(work jsonb, account uuid, queue uuid, call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(c.id), '[]') from (
      select id from public.calls
      where account_id = account and queue_id = queue and state = 'queued' and private.is_unattended(id) and id <> call
        and exists (
          select from jsonb_array_elements(work) w
          join public.agent_presence p on p.member_id = (w ->> 'memberId')::uuid
          where w ->> 'step' in ('free_agent', 'finish_after_call')
            and (p.after_call_until is null or p.after_call_until <= clock_timestamp()))
      order by queued_at, id limit 3
    ) c);
end
$$;

/* Writes a decision. `p`: `{ key, call_id, expected_version (0 = new), call: {row}, events: [{ kind, payload,
   occurred_at }], offers: [rows], legs: [rows], effects: [{ id, kind, target, lane, payload, delay_ms, lease_ms, tries }],
   deadlines: [{ id, kind, subject_id, due_at }], superseded: [{ kind, target }], settle_deadline, settle_effect,
   work: [steps], answer }`; without `call` nothing changes but the receipt, the deadline and the effect.
   → `{ status: 'appended', waiting: [call ids], taken: [effects leased to who appends] }`, `{ status: 'repeated', call_id, answer }` when the key is taken, or
   `{ status: 'conflict', reason }` when the call has moved on ('moved') or somebody else took the agent ('taken'): load and
   decide again. */
create function public.append_call_events(p jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  call constant uuid := (p ->> 'call_id')::uuid;
  account constant uuid := (p -> 'call' ->> 'account_id')::uuid;
  has_changes constant boolean := account is not null;
  receipt public.provider_receipts;
  refused text;
  step jsonb;
  taken uuid[];
begin
  begin
    if has_changes and not private.write_call(p -> 'call', (p ->> 'expected_version')::integer) then
      return '{"status": "conflict", "reason": "moved"}';
    end if;
    if p ->> 'key' is not null then
      insert into public.provider_receipts (key, account_id, call_id, answer)
      values (p ->> 'key', account, call, p -> 'answer') on conflict do nothing;
      if not found then raise exception 'repeated' using errcode = 'TS001'; end if;
    end if;
    if p ->> 'settle_deadline' is not null then
      update public.call_deadlines set fired_at = now() where id = (p ->> 'settle_deadline')::uuid and fired_at is null;
      if not found then raise exception 'repeated' using errcode = 'TS001'; end if;
    end if;
    if p ->> 'settle_effect' is not null then
      update public.call_effects set settled_at = now() where id = (p ->> 'settle_effect')::uuid and settled_at is null;
      if not found then raise exception 'repeated' using errcode = 'TS001'; end if;
    end if;
    if not has_changes then return '{"status": "appended", "waiting": [], "taken": []}'; end if;
    insert into public.call_events (call_id, account_id, position, kind, payload, occurred_at)
    select call, account, (p ->> 'expected_version')::integer + e.place, e.item ->> 'kind', e.item -> 'payload',
      (e.item ->> 'occurred_at')::timestamptz
    from jsonb_array_elements(p -> 'events') with ordinality e (item, place);
    perform private.write_offers_and_legs(p -> 'offers', p -> 'legs');
    for step in select * from jsonb_array_elements(p -> 'work') loop
      perform private.do_work(call, step);
    end loop;
    taken := private.write_outlook(p);
  exception
    when unique_violation then
      get stacked diagnostics refused = constraint_name;
      return jsonb_build_object('status', 'conflict', 'reason',
        case when refused in ('call_offers_one_open_per_agent', 'call_legs_one_live_per_agent') then 'taken' else 'moved' end);
    when check_violation then
      -- A11: the right was taken away since the call was loaded.
      get stacked diagnostics refused = constraint_name;
      if refused in ('call_offers_member_has_rights', 'call_memos_member_has_rights') then return '{"status": "conflict", "reason": "moved"}'; end if;
      raise;
    when sqlstate 'TS001' then
      select * into receipt from public.provider_receipts where key = p ->> 'key';
      return jsonb_build_object('status', 'repeated', 'call_id', coalesce(receipt.call_id, call), 'answer', receipt.answer);
  end;
  return jsonb_build_object('status', 'appended', 'taken', to_jsonb(taken),
    'waiting', private.next_waiting(p -> 'work', account, (p -> 'call' ->> 'queue_id')::uuid, call));
end
$$;

grant execute on function
  private.reserve_ticket(uuid), private.add_memo(uuid, uuid, uuid, public.call_reason), private.do_work(uuid, jsonb),
  private.write_call(jsonb, integer), private.write_offers_and_legs(jsonb, jsonb), private.write_outlook(jsonb), private.lease_effects(uuid[], uuid, text, integer),
  private.next_waiting(jsonb, uuid, uuid, uuid), public.append_call_events(jsonb)
to service_role;
