-- A11: whoever is offered a call may make its memo. The rows are locked, so that a right taken away at the same moment
-- comes either before the offer, which is then refused, or after it.
create or replace function private.check_offer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.members m
  join public.inbox_members im on im.member_id = m.id and im.inbox_id = new.inbox_id and im.role >= 'assistant'
  where m.id = new.member_id and m.account_id = new.account_id and m.disabled_at is null and m.is_phone_user
  for share of m, im;
  if not found then
    raise exception 'the member may not be offered calls of this inbox'
      using errcode = 'check_violation', constraint = 'call_offers_member_has_rights', table = 'call_offers';
  end if;
  return new;
end
$$;
