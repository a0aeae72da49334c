/* The row as the topic's listeners may read it; null when there is none (any more), or when messages do not carry it. */
create or replace function private.row_said(scope text, scope_id uuid, table_name text, row_id text) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  if not private.carries_rows(scope, table_name) then return null; end if;
  case table_name
    when 'tickets' then
      return (select to_jsonb(r) from public.ticket_rows r where r.id = row_id::uuid and r.inbox_id = scope_id);
    when 'messages' then
      return (select to_jsonb(r) from public.timeline_rows r where r.message_id = row_id::uuid and r.inbox_id = scope_id);
    when 'missed_callers' then
      -- By number, or by message for whoever withheld it: both have an index.
      if split_part(row_id, ':', 2) like '+%' then
        return (select to_jsonb(r) from public.missed_rows r where r.inbox_id = scope_id
          and r.kind = split_part(row_id, ':', 1)::public.message_kind and r.customer_number = split_part(row_id, ':', 2)::public.e164);
      end if;
      return (select to_jsonb(r) from public.missed_rows r where r.inbox_id = scope_id
        and r.kind = split_part(row_id, ':', 1)::public.message_kind and r.message_id = split_part(row_id, ':', 2)::uuid
        and r.customer_number is null);
    when 'inboxes' then
      return (select to_jsonb(r) from private.inbox_rows r where r.inbox_id = scope_id);
    when 'agent_presence' then
      return (select to_jsonb(r) from private.presence_rows r where r.member_id = row_id::uuid and r.account_id = scope_id);
    when 'phone' then
      return private.own_phone_of(scope_id);
  end case;
end
$$;
