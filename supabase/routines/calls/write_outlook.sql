/* Effects and deadlines to come, and those that are settled by what has just happened. → the effects that can be carried out
   at once, leased to whoever appended them; the others wait for their time, or for their forerunner in their lane. What
   somebody is carrying out in this moment cannot be taken back: it keeps its lane until they are done, and is not tried again. */
create or replace function private.write_outlook(p jsonb) returns uuid[]
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
  where d.call_id = call and d.fired_at is null and d.kind in ('acknowledge', 'ring', 'offer', 'max_wait', 'dial')
    and (p -> 'call' ->> 'state' = 'ended'
      or exists (select from public.call_offers o where o.id = d.subject_id and not o.is_open)
      or exists (select from public.call_legs l where l.id = d.subject_id and l.state in ('live', 'ended')));
  insert into public.call_deadlines (id, account_id, call_id, kind, subject_id, due_at)
  select d.id, account, call, d.kind, d.subject_id, d.due_at
  from jsonb_to_recordset(p -> 'deadlines') d (id uuid, kind public.deadline_kind, subject_id uuid, due_at timestamptz);
  return coalesce(leased, '{}');
end
$$;

grant execute on function private.write_outlook(jsonb) to service_role;
