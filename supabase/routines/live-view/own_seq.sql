create or replace function private.own_seq(scope text) returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce((
      select s.seq from private.topic_sequences s
      where s.topic = case scope when 'account' then 'account:' || me.account_id else 'member:' || me.id end), 0)
    from (select private.my_account_id() as account_id, private.my_member_id() as id) me where me.id is not null);
end
$$;

grant execute on function private.own_seq(text) to authenticated;
