create table public.seeded (n int);
insert into public.seeded values (1);
