/* Announces a row to a topic: `scope` is `account` (its presence topic), `inbox` or `member`. However often a row changes
   in a transaction it is announced once, as it is at the end of it. Bulk loads switch it off with
   `set local toritsugi.publish = 'off'`. */
create or replace function private.publish(scope text, scope_id uuid, table_name text, row_id text, op text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if scope_id is null or row_id is null or current_setting('toritsugi.publish', true) = 'off' then return; end if;
  insert into private.publications as p values (pg_current_xact_id(), scope, scope_id, table_name, row_id, lower(op))
  on conflict on constraint publications_pkey do update set op = excluded.op where excluded.op = 'delete';
  perform private.flush_later();
end
$$;
