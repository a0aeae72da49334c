-- A3: a version that records messages is published only by an account that has the pro course and flow customisation.
create or replace function private.check_publishing() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.entitlements where account_id = new.account_id and pro_course and flow_customisation;
  if not found then
    raise exception 'a flow with a voicemail needs the pro course and flow customisation'
      using errcode = 'check_violation', constraint = 'flow_versions_voicemail_entitled', table = 'flow_versions';
  end if;
  return null;
end
$$;
