/* Offers and legs that changed. What closes is written before what opens, for the indexes that allow one of each. */
create or replace function private.write_offers_and_legs(offers jsonb, legs jsonb) returns void
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

grant execute on function private.write_offers_and_legs(jsonb, jsonb) to service_role;
