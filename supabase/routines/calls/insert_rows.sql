/* Inserts rows into a table of ours: their keys are its columns, spelled by who writes the rows and not here again. A column
   none of them names gets its default, an unknown one is an error. */
create or replace function private.insert_rows(into_table regclass, rows jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  columns text;
begin
  select string_agg(distinct quote_ident(key), ', ') into columns
  from jsonb_array_elements(rows) one, jsonb_object_keys(one) key;
  if columns is null then return; end if;
  execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_recordset(null::%1$s, $1)', into_table, columns) using rows;
end
$$;

grant execute on function private.insert_rows(regclass, jsonb) to service_role;
