create or replace function private.flush_publications(this xid8, at timestamptz default clock_timestamp()) returns void
language plpgsql security definer set search_path = '' as $$
declare
  target record;
  last_sent timestamptz;
  changes private.publications[];
begin
  for target in
    select p.scope, p.scope_id, array_agg(p) as changes from private.publications p
    where p.xid = this group by p.scope, p.scope_id order by p.scope || ':' || p.scope_id
  loop
    last_sent := private.lock_sequence(target.scope || ':' || target.scope_id);
    changes := target.changes;
    if private.rest_of(target.scope) > interval '0' then
      insert into private.held_changes as h
      select c.scope, c.scope_id, c.table_name, c.row_id, c.op from unnest(changes) c
      on conflict on constraint held_changes_pkey do update set op = excluded.op where excluded.op = 'delete';
      continue when at < last_sent + private.rest_of(target.scope);
      changes := private.take_held(target.scope, target.scope_id);
    end if;
    perform private.send_changes(target.scope, target.scope_id, changes, at);
  end loop;
  delete from private.publications where xid = this;
end
$$;
