-- What every policy asks. Nothing made from here on is executable or readable by accident: grants are written out.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke execute on functions from anon, authenticated;

-- The helpers answer for the person of the present request and for nobody else; a disabled member has no rights at all.
-- Definer, each: the policies of members, inbox_members and address_book_members would call themselves.
-- PL/pgSQL, each: it keeps its plans for the session, where SQL plans anew for every policy of every statement; a page of
-- tickets under row security came down from 1.5 to 1.1 times the time without.

create function private.my_member_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select id from public.members where user_id = (select auth.uid()) and disabled_at is null);
end
$$;

create function private.my_account_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select account_id from public.members where user_id = (select auth.uid()) and disabled_at is null);
end
$$;

create function private.is_owner() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select exists (
    select from public.members where user_id = (select auth.uid()) and disabled_at is null and role = 'owner'));
end
$$;

-- The account whose settings are mine to change; null for everybody but its owners.
create function private.my_owned_account_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select account_id from public.members
  where user_id = (select auth.uid()) and disabled_at is null and role = 'owner');
end
$$;

create function private.my_inbox_ids(at_least public.inbox_role default 'assistant') returns setof uuid
language plpgsql stable security definer set search_path = '' rows 10 as $$
begin
  return query
  select im.inbox_id
  from public.members m
  join public.inbox_members im on im.member_id = m.id
  where m.user_id = (select auth.uid()) and m.disabled_at is null and im.role >= at_least;
end
$$;

create function private.my_book_ids(at_least public.book_role default 'assistant') returns setof uuid
language plpgsql stable security definer set search_path = '' rows 5 as $$
begin
  return query
  select bm.address_book_id
  from public.members m
  join public.address_book_members bm on bm.member_id = m.id
  where m.user_id = (select auth.uid()) and m.disabled_at is null and bm.role >= at_least;
end
$$;

/* The caller as a member, with account, entitlements and inboxes: `{ id, account_id, user_id, name, email, role,
   dashboard_role, is_phone_user, account: { name, time_zone, locale, epoch, entitlements }, inboxes: [{ role, id, name, epoch,
   position }] }`; null for whoever is none or disabled. Definer: what a member is, is not their colleagues' to read. */
create function private.my_member() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_build_object('id', m.id, 'account_id', m.account_id, 'user_id', m.user_id, 'name', m.name, 'email', m.email,
      'role', m.role, 'dashboard_role', m.dashboard_role, 'is_phone_user', m.is_phone_user,
      'account', jsonb_build_object('name', a.name, 'time_zone', a.time_zone, 'locale', a.locale, 'epoch', a.epoch,
        'entitlements', (
          select jsonb_build_object('cloud_phone', e.cloud_phone, 'pro_course', e.pro_course,
            'flow_customisation', e.flow_customisation, 'support_link', e.support_link)
          from public.entitlements e where e.account_id = a.id)),
      'inboxes', (
        select coalesce(jsonb_agg(jsonb_build_object('role', im.role, 'id', i.id, 'name', i.name, 'epoch', i.epoch,
          'position', i.position)), '[]')
        from public.inbox_members im join public.inboxes i on i.id = im.inbox_id where im.member_id = m.id))
    from public.members m join public.accounts a on a.id = m.account_id
    where m.user_id = (select auth.uid()) and m.disabled_at is null);
end
$$;
create function public.my_member() returns jsonb
language sql stable set search_path = '' as $$ select private.my_member() $$;

-- The topic of my account, at its present epoch.
create function private.my_account_topic() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select 'account:' || a.id || ':' || a.epoch || ':presence'
    from public.members m join public.accounts a on a.id = m.account_id
    where m.user_id = (select auth.uid()) and m.disabled_at is null);
end
$$;

-- The topics of my inboxes, each with its present epoch: a topic of an earlier epoch is nobody's.
create function private.my_inbox_topics() returns setof text
language plpgsql stable security definer set search_path = '' rows 10 as $$
begin
  return query
  select 'inbox:' || i.id || ':' || i.epoch
  from public.members m
  join public.inbox_members im on im.member_id = m.id
  join public.inboxes i on i.id = im.inbox_id
  where m.user_id = (select auth.uid()) and m.disabled_at is null;
end
$$;

grant execute on function
  private.my_member_id(), private.my_account_id(), private.is_owner(), private.my_owned_account_id(),
  private.my_inbox_ids(public.inbox_role), private.my_book_ids(public.book_role), private.my_inbox_topics(), private.my_account_topic(), private.my_member()
to authenticated, service_role;

-- An error for people: `code` is one of lib/errors.ts, `detail` the code's own data.
create function private.fail(code text, detail text default '') returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise exception '%', code using errcode = 'P0001', detail = detail;
end
$$;
grant execute on function private.fail(text, text) to authenticated, service_role;
