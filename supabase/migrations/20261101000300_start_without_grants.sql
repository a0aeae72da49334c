-- Nothing made from here on is executable or readable by accident: grants are written out, beside each table or function.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

revoke execute on all functions in schema public from public, anon, authenticated;
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke execute on functions from anon, authenticated;
