create or replace function private.queue_setting(queue uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('id', id, 'offerSeconds', offer_seconds, 'maxWaitSeconds', max_wait_seconds,
      'afterCallSeconds', after_call_seconds)
    from public.queues where id = queue);
end
$$;

grant execute on function private.queue_setting(uuid) to service_role;
