/* Whether messages on such a topic carry that table's rows. Of the others they say only that something changed: a contact needs
   a role in its book, and own rights change what may be read at all. */
create or replace function private.carries_rows(scope text, table_name text) returns boolean
language sql immutable set search_path = '' as $$
  select (scope, table_name) in (('inbox', 'tickets'), ('inbox', 'messages'), ('inbox', 'missed_callers'), ('inbox', 'inboxes'),
    ('account', 'agent_presence'), ('member', 'phone'))
$$;
