/* One step of a decision's work. `do_<step>` does it, and gets what else the step says, in snake case; `Work` in `decision.ts` says
   what each means, and tests/sql/work-steps.test.ts that each is here. */
create or replace function private.do_work(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  execute format('select private.%I($1, $2)', 'do_' || (step ->> 'step')) using call, step;
end
$$;

grant execute on function private.do_work(uuid, jsonb) to service_role;
