/* `p`: `{ flow_id, user_id, definition }`: the definition becomes the flow's next version and the one its calls follow from now on; calls that
   have begun keep theirs. Only for who owns the account. The service calls it once `validate` has found no error; what the database
   can tell by itself it refuses again (A3, queues of others, what cannot be spoken). → `{ id, version }` */
create or replace function public.publish_flow(p jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  flow public.flows;
  publisher uuid;
  made public.flow_versions;
begin
  -- Two who publish at once come one after the other.
  select * into flow from public.flows where id = (p ->> 'flow_id')::uuid for update;
  select m.id into publisher from public.members m
  where m.user_id = (p ->> 'user_id')::uuid and m.account_id = flow.account_id and m.role = 'owner' and m.disabled_at is null;
  if publisher is null then perform private.fail('not_found'); end if;
  update public.flow_versions set is_published = false where flow_id = flow.id and is_published;
  insert into public.flow_versions (account_id, flow_id, version, definition, is_published, created_by)
  select flow.account_id, flow.id, coalesce(max(version), 0) + 1, p -> 'definition', true, publisher
  from public.flow_versions where flow_id = flow.id
  returning * into made;
  return jsonb_build_object('id', made.id, 'version', made.version);
end
$$;

grant execute on function public.publish_flow(jsonb) to service_role;
