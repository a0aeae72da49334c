/* The app session of whoever asks, while it lives: a token outlives its session by up to an hour, and whoever has signed out
   of the app has no phone. Null without one. Definer: sessions are nobody's to read. */
create or replace function private.my_app_session() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select id from auth.sessions
    where id = (auth.jwt() ->> 'session_id')::uuid and user_id = (select auth.uid()) and (not_after is null or not_after > now()));
end
$$;

grant execute on function private.my_app_session() to authenticated;
