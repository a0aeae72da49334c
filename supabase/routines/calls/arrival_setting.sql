/* A call that has not arrived yet: the dialled number, its flow and the queues that leads to. Null for a number nobody has.
   `caller` is E.164, or null when withheld. */
create or replace function private.arrival_setting(dialled text, caller text) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'number', jsonb_build_object(
        'id', n.id, 'account_id', n.account_id, 'inbox_id', n.inbox_id, 'number', n.number,
        'is_recorded', n.is_recorded, 'records_without_agent', n.records_without_agent, 'recording_days', n.recording_days, 'refusal_answers', n.refusal_answers,
        'has_cloud_phone', coalesce(e.cloud_phone, false),
        'is_caller_blocked', exists (
          select from public.blocked_numbers b where b.account_id = n.account_id and b.number = caller),
        'contact_id', (
          select cp.contact_id from public.contact_phones cp
          where cp.address_book_id = i.address_book_id and cp.number = caller order by cp.contact_id limit 1),
        'flow_version_id', v.id),
      'language', a.locale,
      'flow', v.definition,
      'outside', private.shown_outside(n.id),
      'flow_queues', private.flow_queues(v.id, n.inbox_id, null, null))
    from public.phone_numbers n
    join public.accounts a on a.id = n.account_id
    join public.inboxes i on i.id = n.inbox_id
    left join public.entitlements e on e.account_id = n.account_id
    left join public.flow_versions v on v.flow_id = n.flow_id and v.is_published
    where n.number = dialled);
end
$$;

grant execute on function private.arrival_setting(text, text) to service_role;
