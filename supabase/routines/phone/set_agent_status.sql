create or replace function private.set_agent_status(chosen public.agent_status, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := (private.require_phone()).id;
begin
  if chosen is null then perform private.fail('invalid_input', 'status'); end if;
  if length(reason) > 40 then perform private.fail('invalid_input', 'reason_length'); end if;
  update public.agent_presence set
    status = chosen,
    status_reason = case when chosen = 'offline' then nullif(reason, '') end,
    status_cause = 'chosen',
    status_since = case when status = chosen then status_since else now() end,
    idle_since = case when status = chosen then idle_since else now() end
  where member_id = me;
end
$$;

create or replace function public.set_agent_status(p_status public.agent_status, p_reason text default null) returns void
language sql set search_path = '' as $$ select private.set_agent_status(p_status, p_reason) $$;

grant execute on function
  private.set_agent_status(public.agent_status, text),
  public.set_agent_status(public.agent_status, text)
to authenticated;
