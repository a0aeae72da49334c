/* K7: the number of the last message of each of `p_topics` the caller may listen to, by topic; topics of others and earlier epochs
   are left out. Silence looks like peace: a page compares now and then. Definer half: the sequences are nobody's to read. */
create or replace function private.topic_sequences(topics text[]) returns jsonb
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

create or replace function public.topic_sequences(p_topics text[]) returns jsonb
language sql stable set search_path = '' as $$ select private.topic_sequences(p_topics) $$;

grant execute on function private.topic_sequences(text[]), public.topic_sequences(text[]) to authenticated;
