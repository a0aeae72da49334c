/* The oldest calls waiting in a queue where somebody has just become free; empty when nobody has. */
create or replace function private.next_waiting(work jsonb, account uuid, queue uuid, call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(c.id), '[]') from (
      select id from public.calls
      where account_id = account and queue_id = queue and state = 'queued' and private.is_unattended(id) and id <> call
        and exists (
          select from jsonb_array_elements(work) w
          join public.agent_presence p on p.member_id = (w ->> 'member_id')::uuid
          where w ->> 'step' in ('free_agent', 'finish_after_call')
            and (p.after_call_until is null or p.after_call_until <= clock_timestamp()))
      order by queued_at, id limit 3
    ) c);
end
$$;

grant execute on function private.next_waiting(jsonb, uuid, uuid, uuid) to service_role;
