/* Whom somebody wants to bring into a call, or hand it to: `colleague_id`, a telephone (`is_outside`, and `callee` in E.164 or null),
   or `target_queue_id`; each of the call's own account, else null. */
create or replace function private.sought_setting(call uuid, p jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  c public.calls;
begin
  select * into strict c from public.calls where id = call;
  if p ->> 'colleague_id' is not null then
    return (
      select jsonb_build_object('colleague', private.candidates(array[m.id], c.inbox_id, c.id) -> 0)
      from public.members m where m.id = (p ->> 'colleague_id')::uuid and m.account_id = c.account_id);
  end if;
  if p ->> 'target_queue_id' is not null then
    return (
      select jsonb_build_object('target', jsonb_build_object('queue', private.queue_setting(q.id),
        'candidates', private.queue_candidates(q.id, c.inbox_id, c.id),
        'older_calls', private.older_calls(c.account_id, q.id, null, null)))
      from public.queues q where q.id = (p ->> 'target_queue_id')::uuid and q.account_id = c.account_id);
  end if;
  if p ->> 'is_outside' is null then return null; end if;
  return jsonb_build_object('outside', private.shown_outside(c.phone_number_id) || jsonb_build_object('is_callee_blocked', exists (
    select from public.blocked_numbers b where b.account_id = c.account_id and b.number = p ->> 'callee')));
end
$$;

grant execute on function private.sought_setting(uuid, jsonb) to service_role;
