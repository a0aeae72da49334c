/* Takes the caller of that missed call or voicemail off the list: it and every earlier unhandled one of the same number,
   kind and inbox. `false` undoes it, for exactly those that were taken off together. Anybody with a role in the inbox
   may. Definer: memos are written through functions only. */
create or replace function private.handle_missed(message uuid, handled boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := private.my_member_id();
  chosen public.call_memos;
begin
  if handled is null then perform private.fail('invalid_input'); end if;
  select * into chosen from public.call_memos
  where message_id = message and kind <> 'call_memo' and inbox_id in (select private.my_inbox_ids());
  if chosen.message_id is null then perform private.fail('not_found'); end if;
  -- In one order, so that two people who settle the same caller at once queue instead of locking each other.
  perform from public.call_memos m
  where m.inbox_id = chosen.inbox_id and m.kind = chosen.kind
    and (m.message_id = message or m.customer_number = chosen.customer_number)
    and m.handled_at is not distinct from (case when handled then null else chosen.handled_at end)
  order by m.message_id for no key update;
  update public.call_memos m
  set handled_at = case when handled then now() end, handled_by = case when handled then me end
  where m.inbox_id = chosen.inbox_id and m.kind = chosen.kind
    and (m.message_id = message or m.customer_number = chosen.customer_number)
    and case when handled then m.handled_at is null and m.started_at <= chosen.started_at
      else m.handled_at = chosen.handled_at end;
end
$$;

create or replace function public.handle_missed(p_message_id uuid, p_handled boolean) returns void
language sql set search_path = '' as $$ select private.handle_missed(p_message_id, p_handled) $$;

grant execute on function private.handle_missed(uuid, boolean), public.handle_missed(uuid, boolean) to authenticated;
