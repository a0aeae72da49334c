/* Offers and legs that changed. What closes is written before what opens, for the indexes that allow one of each.
   The columns that change are named here, the others by the rows (`append.ts`) alone. */
create or replace function private.write_offers_and_legs(offers jsonb, legs jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.call_offers t set state = n.state, acknowledged_at = n.acknowledged_at, ringing_at = n.ringing_at, decided_at = n.decided_at
  from jsonb_populate_recordset(null::public.call_offers, offers) n where t.id = n.id;
  update public.call_legs t set purpose = n.purpose, provider_leg_id = n.provider_leg_id, state = n.state, is_held = n.is_held,
    is_hold_asked = n.is_hold_asked, joined_at = n.joined_at, left_at = n.left_at, left_cause = n.left_cause
  from jsonb_populate_recordset(null::public.call_legs, legs) n where t.id = n.id;
  perform private.insert_rows('public.call_offers', (
    select coalesce(jsonb_agg(n), '[]') from jsonb_array_elements(offers) n
    where not exists (select from public.call_offers t where t.id = (n ->> 'id')::uuid)));
  perform private.insert_rows('public.call_legs', (
    select coalesce(jsonb_agg(n), '[]') from jsonb_array_elements(legs) n
    where not exists (select from public.call_legs t where t.id = (n ->> 'id')::uuid)));
end
$$;

grant execute on function private.write_offers_and_legs(jsonb, jsonb) to service_role;
