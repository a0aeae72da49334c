/* Keeps a list short: `tg_argv` are the column that says whose list it is and the most it may hold. Lists are locked one
   after the other, in one order, so that two who add at once are both counted. */
create or replace function private.keep_list_short() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  whose constant text := tg_argv[0];
  most constant integer := tg_argv[1];
  list uuid;
  is_long boolean;
begin
  for list in execute format('select distinct %I from added order by 1', whose) loop
    perform pg_advisory_xact_lock(hashtextextended(tg_table_name || whose || list, 0));
    execute format('select count(*) > $1 from public.%I where %I = $2', tg_table_name, whose) into is_long using most, list;
    if is_long then
      raise exception 'a list of % holds % at most', tg_table_name, most
        using errcode = 'check_violation', constraint = tg_table_name || '_list_limit', table = tg_table_name;
    end if;
  end loop;
  return null;
end
$$;
