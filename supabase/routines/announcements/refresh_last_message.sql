/* Sets the ticket's last_message_* from its newest message. The row is locked in a statement of its own: the next one
   then sees every message committed before, whoever wrote it. */
create or replace function private.refresh_last_message(ticket uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.tickets where id = ticket for no key update;
  update public.tickets t
  set last_message_at = coalesce(n.occurred_at, t.created_at), last_message_kind = n.kind, last_message_preview = coalesce(n.preview, '')
  from (select ticket as id) s left join lateral (
    select m.occurred_at, m.kind, left(regexp_replace(
      coalesce(nullif(memo.body, ''), nullif(memo.subject, ''), m.body), '\s+', ' ', 'g'), 140) as preview
    from public.messages m left join public.call_memos memo on memo.message_id = m.id
    where m.ticket_id = s.id order by m.occurred_at desc, m.id desc limit 1
  ) n on true
  where t.id = s.id and (t.last_message_at, t.last_message_kind, t.last_message_preview) is distinct from
    (coalesce(n.occurred_at, t.created_at), n.kind, coalesce(n.preview, ''));
end
$$;
