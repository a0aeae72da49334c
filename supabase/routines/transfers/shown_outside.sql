/* How a number may be used to call a telephone for a call to it, or of it. Whether the callee is blocked is nothing that is known of a number alone. */
create or replace function private.shown_outside(phone_number uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'shown', jsonb_build_object('number', n.number, 'may_call_0800', n.may_call_0800),
      'own_numbers', (select jsonb_agg(o.number) from public.phone_numbers o where o.account_id = n.account_id),
      'is_callee_blocked', false)
    from public.phone_numbers n where n.id = phone_number);
end
$$;

grant execute on function private.shown_outside(uuid) to service_role;
