/* Definer: roles of others, and queues of other inboxes, are not the caller's to read; they learn no more of either than whom to ask. */
create or replace function private.list_transfer_targets(inbox uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from private.my_inbox_ids() id where id = inbox) then
    perform private.fail('not_allowed');
  end if;
  return jsonb_build_object(
    'member_ids', (
      select coalesce(jsonb_agg(im.member_id order by im.member_id), '[]')
      from public.inbox_members im where im.inbox_id = inbox and im.role >= 'assistant'),
    'queues', (
      select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'name', q.name) order by q.name, q.id), '[]')
      from public.inboxes i
      join public.queues q on q.account_id = i.account_id
      where i.id = inbox and exists (
        select from public.queue_agents a
        join public.inbox_members im on im.member_id = a.member_id and im.inbox_id = inbox and im.role >= 'assistant'
        where a.queue_id = q.id)));
end
$$;

/* F2: to whom a call of an inbox may be handed: `{ member_ids, queues: [{ id, name }] }`, those with at least Assistant there, and the
   queues that have such an agent; `not_allowed` for whoever is not in that inbox. Who of them is free says their presence. */
create or replace function public.list_transfer_targets(p_inbox uuid) returns jsonb
language sql stable set search_path = '' as $$ select private.list_transfer_targets(p_inbox) $$;

grant execute on function private.list_transfer_targets(uuid), public.list_transfer_targets(uuid) to authenticated;
