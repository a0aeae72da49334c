/* The work after the leg the caller talked on last is over, also when the end of that leg is still on its way to us: it is
   noted on the leg first, whose row an end that is just being written holds. */
create or replace function private.finish_after_call() returns void
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := private.my_member_id();
begin
  update public.call_legs set is_after_call_done = true where id = (private.last_leg_of(me)).id and not is_after_call_done;
  update public.agent_presence set after_call_until = null, idle_since = now()
  where member_id = me and after_call_until is not null;
end
$$;

create or replace function public.finish_after_call() returns void
language sql set search_path = '' as $$ select private.finish_own_after_call() $$;

grant execute on function private.finish_after_call(), public.finish_after_call() to authenticated;
