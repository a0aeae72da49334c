-- Who may listen to which private topic. Nobody sends but the database: there is no policy for insert.

create policy topics_select_account_member on realtime.messages for select to authenticated
using ((select realtime.topic()) = (select private.my_account_topic()));

create policy topics_select_inbox_member on realtime.messages for select to authenticated
using ((select realtime.topic()) in (select private.my_inbox_topics()));

create policy topics_select_self on realtime.messages for select to authenticated
using ((select realtime.topic()) = 'member:' || (select private.my_member_id()));

/* K7: the number of the last message of each of `p_topics` the caller may listen to, by topic; topics of others and earlier epochs
   are left out. Silence looks like peace: a page compares now and then. Definer half: the sequences are nobody's to read. */
create function private.topic_sequences(topics text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_object_agg(t.topic, coalesce(s.seq, 0)), '{}')
    from (
      select private.my_account_topic() as topic
      union all select private.my_inbox_topics()
      union all select 'member:' || private.my_member_id()
    ) t
    -- An inbox and an account keep their sequence over epochs.
    left join private.topic_sequences s on s.topic = (regexp_match(t.topic, '^[a-z]+:[^:]+'))[1]
    where t.topic = any (topics));
end
$$;
create function public.topic_sequences(p_topics text[]) returns jsonb
language sql stable set search_path = '' as $$ select private.topic_sequences(p_topics) $$;
grant execute on function private.topic_sequences(text[]), public.topic_sequences(text[]) to authenticated;

/* How far the topic of that inbox, of the caller's account and of the caller had come, in the snapshot of the statement that asks:
   a list names it beside its rows, so that what is said later is applied to them exactly once. Null where the caller may not
   listen. Definer as above. */
create function private.inbox_seq(inbox uuid) returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce((select s.seq from private.topic_sequences s where s.topic = 'inbox:' || inbox), 0)
    where inbox in (select private.my_inbox_ids()));
end
$$;
create function private.own_seq(scope text) returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce((
      select s.seq from private.topic_sequences s
      where s.topic = case scope when 'account' then 'account:' || me.account_id else 'member:' || me.id end), 0)
    from (select private.my_account_id() as account_id, private.my_member_id() as id) me where me.id is not null);
end
$$;
grant execute on function private.inbox_seq(uuid), private.own_seq(text) to authenticated;

-- D1: audio of calls, 8 kHz PCM as the provider delivers it; 500 MB are more than four hours in two channels.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('recordings', 'recordings', false, 524288000, array['audio/wav', 'audio/x-wav', 'audio/wave'])
on conflict (id) do nothing;

-- No policy on storage.objects: whoever may read an object may also sign an address for it that outlives their rights by
-- years. The app's endpoint asks for the recording's row under the person's rights and fetches the bytes as the service.
