-- Who may listen to which private topic. Nobody sends but the database: there is no policy for insert.

create policy topics_select_account_member on realtime.messages for select to authenticated
using ((select realtime.topic()) = (select private.my_account_topic()));

create policy topics_select_inbox_member on realtime.messages for select to authenticated
using ((select realtime.topic()) in (select private.my_inbox_topics()));

create policy topics_select_self on realtime.messages for select to authenticated
using ((select realtime.topic()) = 'member:' || (select private.my_member_id()));

-- D1: audio of calls, 8 kHz PCM as the provider delivers it; 500 MB are more than four hours in two channels.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('recordings', 'recordings', false, 524288000, array['audio/wav', 'audio/x-wav', 'audio/wave'])
on conflict (id) do nothing;

-- No policy on storage.objects: whoever may read an object may also sign an address for it that outlives their rights by
-- years. The app's endpoint asks for the recording's row under the person's rights and fetches the bytes as the service.
