create or replace function private.change_phone_password(old_password text, new_password text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := (private.require_phone_user()).id;
  refusal jsonb;
begin
  refusal := private.check_phone_password(me, old_password);
  if refusal is not null then return refusal; end if;
  perform private.set_phone_password(me, new_password);
  return null;
end
$$;

create or replace function public.change_phone_password(p_old text, p_new text) returns jsonb
language sql set search_path = '' as $$ select private.change_phone_password(p_old, p_new) $$;

grant execute on function private.change_phone_password(text, text), public.change_phone_password(text, text) to authenticated;
