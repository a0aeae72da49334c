create or replace function private.take_held(of_scope text, of_id uuid) returns private.publications[]
language plpgsql set search_path = '' as $$
declare
  taken private.publications[];
begin
  with gone as (
    delete from private.held_changes h where h.scope = of_scope and h.scope_id = of_id returning h.*
  )
  select array_agg(row(null::xid8, g.scope, g.scope_id, g.table_name, g.row_id, g.op)::private.publications) into taken from gone g;
  return taken;
end
$$;
