/* Whether a call was offered to a member, or they were an agent in it. */
create or replace function private.took_part(call uuid, member uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (select from public.call_offers o where o.call_id = call and o.member_id = member)
    or exists (select from public.call_legs l where l.call_id = call and l.member_id = member and l.role = 'agent' and l.joined_at is not null);
end
$$;
