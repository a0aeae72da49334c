-- E2: a member rings or is in a call, never both. Two indexes of two tables do not see each other, so whoever is about to engage a
-- member takes that member's turn and looks at the other table; the leg an offer makes belongs to the offer's call.
create or replace function private.check_engagement() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('engagement of ' || new.member_id, 0));
  if tg_table_name = 'call_offers' and exists (select from public.call_legs l
      where l.member_id = new.member_id and l.state <> 'ended' and l.call_id <> new.call_id)
    or tg_table_name = 'call_legs' and exists (select from public.call_offers o
      where o.member_id = new.member_id and o.is_open and o.call_id <> new.call_id) then
    raise exception 'the member is being offered a call, or is in one'
      using errcode = 'unique_violation', constraint = 'members_engaged_once', table = tg_table_name;
  end if;
  return new;
end
$$;
