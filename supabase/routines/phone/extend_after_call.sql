/* E8: more time for own after-call work, as much again as the call's queue gives, and at least 30 s. → until when, by the
   database's clock. Its end is a deadline of the call's, as the first one's; that one finds it extended. Refused with
   `after_call_over` when none is under way. */
create or replace function private.extend_after_call() returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  shortest constant interval := interval '30 seconds';
  me constant public.members := private.require_phone();
  leg constant public.call_legs := private.last_leg_of(me.id);
  until timestamptz;
begin
  update public.agent_presence p set after_call_until = p.after_call_until + greatest(shortest, (
    select make_interval(secs => q.after_call_seconds)
    from public.calls c join public.queues q on q.id = c.queue_id where c.id = leg.call_id))
  where p.member_id = me.id and p.after_call_until > now() and leg.id is not null
  returning p.after_call_until into until;
  if until is null then perform private.fail('after_call_over'); end if;
  insert into public.call_deadlines (id, account_id, call_id, kind, subject_id, due_at)
  values (gen_random_uuid(), me.account_id, leg.call_id, 'after_call', leg.id, until);
  return until;
end
$$;

create or replace function public.extend_after_call() returns timestamptz
language sql set search_path = '' as $$ select private.extend_after_call() $$;

grant execute on function private.extend_after_call(), public.extend_after_call() to authenticated;
