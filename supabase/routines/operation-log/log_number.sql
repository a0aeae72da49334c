/* What an owner changed of a number's settings. */
create or replace function private.log_number() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was constant jsonb := to_jsonb(old) - 'revision';
  is_now constant jsonb := to_jsonb(new) - 'revision';
begin
  perform private.log_operation(new.inbox_id, null, new.account_id, 'number_changed', jsonb_build_object(
    'phone_number_id', new.id, 'number', new.number,
    'from', (select jsonb_object_agg(key, value) from jsonb_each(was) where value is distinct from is_now -> key),
    'to', (select jsonb_object_agg(key, value) from jsonb_each(is_now) where value is distinct from was -> key)));
  return null;
end
$$;
