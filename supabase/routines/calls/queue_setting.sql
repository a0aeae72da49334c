create or replace function private.queue_setting(queue uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('id', id, 'offer_seconds', offer_seconds, 'max_wait_seconds', max_wait_seconds,
      'after_call_seconds', after_call_seconds, 'order', agent_order)
    from public.queues where id = queue);
end
$$;

grant execute on function private.queue_setting(uuid) to service_role;
