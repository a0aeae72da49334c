/* What a member who wants to dial is judged by: the number to be seen with, of their own account, and how they stand. Null for
   anybody and any number else. `callee` is E.164, or null when what was typed cannot be read. */
create or replace function private.dial_setting(member uuid, number_id uuid, callee text) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('language', a.locale, 'dialling', jsonb_build_object(
      'number', jsonb_build_object('id', n.id, 'account_id', n.account_id, 'inbox_id', n.inbox_id, 'number', n.number,
        'is_recorded', n.is_recorded, 'records_without_agent', n.records_without_agent, 'recording_days', n.recording_days,
        'may_call_0800', n.may_call_0800),
      'own_numbers', (select jsonb_agg(o.number) from public.phone_numbers o where o.account_id = n.account_id),
      'contact_id', (
        select cp.contact_id from public.contact_phones cp
        where cp.address_book_id = i.address_book_id and cp.number = callee order by cp.contact_id limit 1),
      'is_callee_blocked', exists (
        select from public.blocked_numbers b where b.account_id = n.account_id and b.number = callee),
      'has_inbox_role', private.may_take_calls(m.id, n.inbox_id),
      'is_busy',
        exists (select from public.call_offers o where o.member_id = m.id and o.is_open)
        or exists (select from public.call_legs l where l.member_id = m.id and l.state <> 'ended'),
      'dialled_lately', (
        select count(*) from public.call_legs l
        where l.member_id = m.id and l.purpose = 'dial' and l.started_at > now() - interval '1 minute')))
    from public.phone_numbers n
    join public.members m on m.id = member and m.account_id = n.account_id
    join public.accounts a on a.id = n.account_id
    join public.inboxes i on i.id = n.inbox_id
    where n.id = number_id);
end
$$;

grant execute on function private.dial_setting(uuid, uuid, text) to service_role;
