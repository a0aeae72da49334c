/* Makes the next sweep ask the provider after the customer of every live call, instead of within the minute: called when a
   part was down, because the news that a call ended may have been lost meanwhile. → how many. */
create or replace function public.check_live_calls() returns integer
language plpgsql set search_path = '' as $$
declare
  hurried integer;
begin
  update public.call_effects set next_attempt_at = now()
  where kind = 'check_leg' and state = 'pending' and next_attempt_at > now();
  get diagnostics hurried = row_count;
  return hurried;
end
$$;

grant execute on function public.check_live_calls() to service_role;
