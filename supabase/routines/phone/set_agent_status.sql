/* A reason is one of the account's (B8) and kept while offline. */
create or replace function private.set_agent_status(chosen public.agent_status, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me constant public.members := private.require_phone();
begin
  if chosen is null then perform private.fail('invalid_input', 'status'); end if;
  if nullif(reason, '') is not null and not exists (
    select from public.offline_reasons r where r.account_id = me.account_id and r.name = reason) then
    perform private.fail('invalid_input', 'reason');
  end if;
  update public.agent_presence set
    status = chosen,
    status_reason = case when chosen = 'offline' then nullif(reason, '') end,
    status_cause = 'chosen',
    status_since = case when status = chosen then status_since else now() end,
    idle_since = case when status = chosen then idle_since else now() end
  where member_id = me.id;
end
$$;

create or replace function public.set_agent_status(p_status public.agent_status, p_reason text default null) returns void
language sql set search_path = '' as $$ select private.set_agent_status(p_status, p_reason) $$;

grant execute on function
  private.set_agent_status(public.agent_status, text),
  public.set_agent_status(public.agent_status, text)
to authenticated;
