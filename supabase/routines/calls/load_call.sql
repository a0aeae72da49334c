/* `p`: `{ key?, by: 'call' | 'leg' | 'provider_leg' | 'offer' | 'member' | 'deadline' | 'effect' | 'dialler', ref, user_id?, session_id?, to?, from?, callee?, colleague_id?,
   is_outside?, target_queue_id?, is_supervision? }`: the last four say whom somebody wants to bring into the call, or that they want to supervise it.
   `dialler` finds no call: its ref is the number somebody wants to be seen with when they call `callee`.
   A leg is found from the moment somebody is invited to it; `member` is found by the user who is it, with the call that
   asks them or that they are in.
   The actor is the member behind `user_id`, who must be signed in to the phone from that app session, in an account that has
   one (A2); null for anybody else.
   → `{ now, repeated: { call_id, answer } }` when the key was taken before, or the deadline has fired, or what became of the
   effect is decided (K4); else `{ now, actor_member_id, deadline, given_up, … }` with the call's setting, or the arrival's when there is no call yet. */
create or replace function public.load_call(p jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  receipt public.provider_receipts;
  due public.call_deadlines;
  given_up public.call_effects;
  call uuid;
  loaded jsonb := jsonb_build_object('now', clock_timestamp());
begin
  if p ->> 'key' is not null then
    select * into receipt from public.provider_receipts where key = p ->> 'key';
    if found then
      return loaded || jsonb_build_object('repeated',
        jsonb_build_object('call_id', receipt.call_id, 'answer', receipt.answer));
    end if;
  end if;

  case p ->> 'by'
    when 'dialler' then null;
    when 'call' then call := (p ->> 'ref')::uuid;
    when 'leg' then
      select l.call_id into call from public.call_legs l where l.id = (p ->> 'ref')::uuid;
      if call is null then select o.call_id into call from public.call_offers o where o.leg_id = (p ->> 'ref')::uuid; end if;
    when 'provider_leg' then select l.call_id into call from public.call_legs l where l.provider_leg_id = p ->> 'ref';
    when 'offer' then select call_id into call from public.call_offers where id = (p ->> 'ref')::uuid;
    when 'member' then
      select coalesce(o.call_id, l.call_id) into call from public.members m
      left join public.call_offers o on o.member_id = m.id and o.is_open
      left join public.call_legs l on l.member_id = m.id and l.state <> 'ended'
      where m.user_id = (p ->> 'ref')::uuid;
    when 'deadline' then
      select * into due from public.call_deadlines where id = (p ->> 'ref')::uuid;
      if due.fired_at is not null then
        return loaded || jsonb_build_object('repeated', jsonb_build_object('call_id', due.call_id, 'answer', null));
      end if;
      call := due.call_id;
      loaded := loaded || jsonb_build_object('deadline',
        case when due.id is not null then jsonb_build_object('kind', due.kind, 'subject_id', due.subject_id) end);
    when 'effect' then
      select * into given_up from public.call_effects e where e.id = (p ->> 'ref')::uuid and e.state = 'failed';
      if given_up.settled_at is not null then
        return loaded || jsonb_build_object('repeated', jsonb_build_object('call_id', given_up.call_id, 'answer', null));
      end if;
      call := given_up.call_id;
      loaded := loaded || jsonb_build_object('given_up',
        case when given_up.id is not null
          then jsonb_build_object('effect', given_up.payload, 'error', coalesce(given_up.last_error, '')) end);
  end case;

  if p ->> 'user_id' is not null then
    loaded := loaded || jsonb_build_object('actor_member_id', (
      select private.phone_actor((p ->> 'user_id')::uuid, (p ->> 'session_id')::uuid)));
  end if;
  if p ->> 'by' = 'dialler' then
    return loaded || coalesce(private.dial_setting(
      (loaded ->> 'actor_member_id')::uuid, (p ->> 'ref')::uuid, p ->> 'callee'), '{}');
  end if;
  if call is not null then
    return loaded || coalesce(private.call_setting(call), '{}') || coalesce(private.sought_setting(call, p), '{}')
      || case when p ->> 'is_supervision' = 'true'
        then coalesce(private.supervisor_setting(call, (loaded ->> 'actor_member_id')::uuid), '{}') else '{}' end;
  end if;
  if p ->> 'to' is null then return loaded; end if;
  return loaded || coalesce(private.arrival_setting(p ->> 'to', p ->> 'from'), '{}');
end
$$;

grant execute on function public.load_call(jsonb) to service_role;
