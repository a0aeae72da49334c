/* Settles an effect somebody has carried out: done, or with `p_error` tried again after 2, 4, 8 … seconds at most so often as
   it has tries; with `p_again_ms` it is done for now and due again after that time.
   → `{ state, next: [{ id, call_id, payload, attempts }] }`: its state (null when it was settled before) and what has waited
   for it in its lane, leased to the same hands. */
create or replace function public.finish_effect(p_id uuid, p_error text default null, p_again_ms integer default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  settled public.call_effects;
begin
  update public.call_effects set
    state = case when is_superseded or (p_error is null and p_again_ms is null) then 'done'
      when p_error is not null and attempts >= tries then 'failed' else 'pending' end::public.effect_state,
    done_at = case when is_superseded or (p_error is null and p_again_ms is null) then now() end,
    attempts = case when p_error is null then 0 else attempts end,
    next_attempt_at = now() + case when p_again_ms is not null then make_interval(secs => p_again_ms / 1000.0)
      else make_interval(secs => least(power(2, attempts), 300)) end,
    leased_until = null,
    last_error = left(p_error, 500)
  where id = p_id and state = 'pending'
  returning * into settled;
  return jsonb_build_object('state', settled.state, 'next', coalesce((
    select jsonb_agg(jsonb_build_object('id', e.id, 'call_id', e.call_id, 'payload', e.payload, 'attempts', e.attempts))
    from private.lease_effects(null, settled.call_id, settled.lane, 1) e where settled.id is not null), '[]'));
end
$$;

grant execute on function public.finish_effect(uuid, text, integer) to service_role;
