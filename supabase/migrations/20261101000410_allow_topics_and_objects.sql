-- Who may listen to which private topic. Nobody sends but the database: there is no policy for insert.

create policy topics_select_account_member on realtime.messages for select to authenticated
using ((select realtime.topic()) = 'account:' || (select private.my_account_id()) || ':presence');

create policy topics_select_inbox_member on realtime.messages for select to authenticated
using ((select realtime.topic()) in (select private.my_inbox_topics()));

create policy topics_select_self on realtime.messages for select to authenticated
using ((select realtime.topic()) = 'member:' || (select private.my_member_id()));

-- D1: audio of calls, 8 kHz PCM as the provider delivers it; 500 MB are more than four hours in two channels.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('recordings', 'recordings', false, 524288000, array['audio/wav', 'audio/x-wav', 'audio/wave'])
on conflict (id) do nothing;

-- An object is readable where its recording is; looked up by key, one object at a time. Only the service writes.
create policy objects_select_recording_inbox_member on storage.objects for select to authenticated
using (bucket_id = 'recordings' and exists (
  select from public.recordings r where r.object_name = objects.name and r.state = 'stored'));
