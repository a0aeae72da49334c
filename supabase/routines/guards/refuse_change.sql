-- K1: history is written once. A statement trigger, so that even a write that touches no row is refused.
create or replace function private.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% of % is refused: it is append-only', lower(tg_op), tg_table_name using errcode = 'restrict_violation';
end
$$;
