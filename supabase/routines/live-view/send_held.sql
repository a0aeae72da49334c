/* Says what busy topics still hold and have rested from. Called by the ticker; whatever a topic held is also said with its
   next change. → how many topics said something. */
create or replace function private.send_held(at timestamptz default clock_timestamp()) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  target record;
  changes private.publications[];
  sent integer := 0;
begin
  for target in
    select distinct h.scope, h.scope_id, h.scope || ':' || h.scope_id as base
    from private.held_changes h join private.topic_sequences s on s.topic = h.scope || ':' || h.scope_id
    where at >= s.sent_at + private.rest_of(h.scope) order by 3
  loop
    -- Somebody else may have been faster.
    continue when at < private.lock_sequence(target.base) + private.rest_of(target.scope);
    changes := private.take_held(target.scope, target.scope_id);
    continue when changes is null;
    perform private.send_changes(target.scope, target.scope_id, changes, at);
    sent := sent + 1;
  end loop;
  return sent;
end
$$;

grant execute on function private.send_held(timestamptz) to service_role;
