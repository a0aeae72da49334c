create or replace function private.follow_call() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish_call(new);
  return null;
end
$$;
