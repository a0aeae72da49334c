/* The most tries of a kind within one window. A person's own address is given fewer than an office behind one. */
create or replace function private.attempts_allowed(kind text, is_origin boolean) returns integer
language sql immutable set search_path = '' as $$
  select case kind when 'sign_in' then case when is_origin then 50 else 10 end
                   when 'mail' then case when is_origin then 20 else 3 end end
$$;
