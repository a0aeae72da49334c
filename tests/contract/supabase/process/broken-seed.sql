create table public.half (n int);
commit;
insert into public.no_such_table values (1);
