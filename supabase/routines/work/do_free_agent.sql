/* E8: `{ member_id, leg_id, at, after_call_until }`. Who has recorded the memo during the call, or ended the work after it before we
   heard of its end, has nothing left to do. `close_memo` has locked the memo, and the leg's end the leg, so that the same moment
   is seen here, or sees this. E3: where the account says so, who let an offer ring unanswered is offline from then on. */
create or replace function private.do_free_agent(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  is_unanswered constant boolean := exists (
    select from public.call_offers o join public.accounts a on a.id = o.account_id and a.goes_offline_unanswered
    where o.leg_id = (step ->> 'leg_id')::uuid and o.state = 'lapsed');
begin
  update public.agent_presence p set idle_since = (step ->> 'at')::timestamptz,
    after_call_until = case
      when step ->> 'after_call_until' is null then p.after_call_until
      when not exists (select from public.call_memos m
        where m.leg_id = (step ->> 'leg_id')::uuid and m.recorded_at is not null)
        and not exists (select from public.call_legs l where l.id = (step ->> 'leg_id')::uuid and l.is_after_call_done)
      then (step ->> 'after_call_until')::timestamptz end,
    status = case when is_unanswered then 'offline' else p.status end,
    status_cause = case when is_unanswered and p.status <> 'offline' then 'unanswered' else p.status_cause end,
    status_since = case when is_unanswered and p.status <> 'offline' then (step ->> 'at')::timestamptz else p.status_since end
  where p.member_id = (step ->> 'member_id')::uuid;
end
$$;

grant execute on function private.do_free_agent(uuid, jsonb) to service_role;
