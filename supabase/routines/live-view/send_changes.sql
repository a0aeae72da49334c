/* Sends one message: `{ seq, changes: [{ table, id, op, row }] }`, rows as they are now. What is too much for one message
   goes out as `{ seq, changes: null }`, which tells pages to read: hosted Realtime takes 256 KB on its smallest plan.
   The topic's sequence must be locked, in an earlier statement: only then are the rows no older than those of the message before. */
create or replace function private.send_changes(
  of_scope text, of_id uuid, changes private.publications[], at timestamptz
) returns void
language plpgsql set search_path = '' as $$
declare
  base constant text := of_scope || ':' || of_id;
  address constant text := private.topic_address(of_scope, of_id);
  said jsonb;
  next_seq bigint;
begin
  if address is null then return; end if;
  -- Before the rows are read: one that names its version names this one.
  update private.topic_sequences s set seq = seq + 1, sent_at = at where s.topic = base returning seq into next_seq;
  if cardinality(changes) <= 500 then
    with rows as materialized (
      select u.table_name, u.row_id, u.op, private.row_said(of_scope, of_id, u.table_name, u.row_id) as present from unnest(changes) u
    )
    select jsonb_agg(jsonb_build_object('table', r.table_name, 'id', r.row_id, 'row', r.present, 'op', case
        when not private.carries_rows(of_scope, r.table_name) then r.op
        when r.present is null then 'delete' when r.op = 'insert' then 'insert' else 'update' end)
      order by r.table_name, r.row_id) into said
    from rows r;
  end if;
  perform realtime.send(
    jsonb_build_object('seq', next_seq, 'changes', case when octet_length(said::text) <= 200000 then said end),
    'change', address, true);
end
$$;
