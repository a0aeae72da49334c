-- Roles as on hosted Supabase. `postgres` owns the project's objects and is no superuser: what a migration may not do
-- there fails here too. Passwords are set by the program that runs this.
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('authenticator', 'login noinherit'),
      ('postgres', 'login createdb createrole replication bypassrls'),
      ('supabase_auth_admin', 'login noinherit createrole'),
      ('supabase_storage_admin', 'login noinherit createrole'),
      ('supabase_realtime_admin', 'nologin noinherit')
    ) as roles (name, attributes)
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = wanted.name) then
      execute format('create role %I %s', wanted.name, wanted.attributes);
    end if;
  end loop;
end
$$;

grant anon, authenticated, service_role to authenticator, supabase_storage_admin;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
-- Policies and triggers of the project sit on these schemas' tables, and only members of the owner may make them.
grant supabase_auth_admin, supabase_storage_admin, supabase_realtime_admin to postgres;
grant pg_monitor, pg_signal_backend to postgres;
grant set on parameter session_replication_role to postgres;

-- PostgREST's settings that a project may change for itself (postgrest.org, "Database settings"): as hosted, by the role it connects as.
do $$
declare
  setting text;
begin
  foreach setting in array array['db_schemas', 'db_extra_search_path', 'db_max_rows', 'db_aggregates_enabled', 'db_plan_enabled',
    'db_pre_request', 'db_root_spec', 'db_tx_end', 'openapi_mode', 'openapi_security_active', 'server_cors_allowed_origins', 'log_level']
  loop
    execute format('grant set on parameter %s to postgres', 'pgrst.' || setting);
  end loop;
end
$$;

-- Hosted Supabase's own limits.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role postgres set search_path = "$user", public, extensions;
alter role supabase_admin set search_path = "$user", public, auth, extensions;
alter role supabase_auth_admin set search_path = auth;
alter role supabase_auth_admin set idle_in_transaction_session_timeout = '60s';
alter role supabase_storage_admin set search_path = storage;
