/* Writes a decision. `p`: `{ key, call_id, expected_version (0 = new), call: {row}, events: [{ kind, payload,
   occurred_at }], offers: [rows], legs: [rows], effects: [{ id, kind, target, lane, payload, delay_ms, lease_ms, tries }],
   deadlines: [{ id, kind, subject_id, due_at }], superseded: [{ kind, target }], settle_deadline, settle_effect,
   work: [steps], answer }`; without `call` nothing changes but the receipt, the deadline and the effect.
   → `{ status: 'appended', waiting: [call ids], taken: [effects leased to who appends] }`, `{ status: 'repeated', call_id, answer }` when the key is taken, or
   `{ status: 'conflict', reason }` when the call has moved on ('moved') or somebody else took the agent ('taken'): load and
   decide again. */
create or replace function public.append_call_events(p jsonb) returns jsonb
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
        case when refused in ('call_offers_one_open_per_agent', 'call_legs_one_live_per_agent', 'members_engaged_once') then 'taken' else 'moved' end);
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

grant execute on function public.append_call_events(jsonb) to service_role;
