/* Whether a member may listen to the calls of an inbox, whisper and barge in (S6). */
create or replace function private.may_supervise(member uuid, inbox uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return (
    select exists (
      select from public.members m
      join public.inbox_members im on im.member_id = m.id and im.inbox_id = inbox and im.role >= 'manager'
      where m.id = member and m.disabled_at is null and m.is_phone_user));
end
$$;

grant execute on function private.may_supervise(uuid, uuid) to service_role;
