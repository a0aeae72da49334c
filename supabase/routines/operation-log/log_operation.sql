create or replace function private.log_operation(inbox uuid, ticket uuid, account uuid, action text, detail jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.operation_log (account_id, inbox_id, ticket_id, member_id, action, detail)
  values (account, inbox, ticket, private.my_member_id(), action, detail);
end
$$;
