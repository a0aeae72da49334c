/* → `[{ seq, row, epoch, role }]`. */
create or replace function public.sidebar() returns jsonb
language sql stable set search_path = '' as $$ select private.my_sidebar() $$;

grant execute on function public.sidebar() to authenticated;
