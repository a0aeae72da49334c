-- Rights, names and labels. Hosted Realtime remembers who may listen until a rejoin, so a membership change moves the
-- inbox to a topic of the next epoch, where only those entitled now can join; the member's own topic tells them to.

create function private.follow_inbox_member() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  row public.inbox_members := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_op = 'UPDATE' and new is not distinct from old then return null; end if;
  perform private.change_epoch('inbox', row.inbox_id);
  perform private.publish('member', row.member_id, 'members', row.member_id::text, 'update');
  -- Nobody else can say to the others of the inbox that they have to move.
  perform private.publish('member', im.member_id, 'members', im.member_id::text, 'update')
  from public.inbox_members im where im.inbox_id = row.inbox_id and im.member_id <> row.member_id;
  return null;
end
$$;
create trigger inbox_members_follow after insert or update or delete on public.inbox_members
for each row execute function private.follow_inbox_member();

create function private.follow_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', new.id, 'members', new.id::text, tg_op);
  perform private.publish('account', new.account_id, 'agent_presence', new.id::text, 'update');
  if tg_op = 'UPDATE' and new.disabled_at is distinct from old.disabled_at then
    perform private.change_epoch('account', new.account_id);
    perform private.change_epoch('inbox', im.inbox_id)
    from public.inbox_members im where im.member_id = new.id;
    -- Nobody else can say to the others of the account that they have to move.
    perform private.publish('member', others.id, 'members', others.id::text, 'update')
    from public.members others where others.account_id = new.account_id and others.id <> new.id;
  end if;
  return null;
end
$$;
create trigger members_follow_insert after insert on public.members
for each row execute function private.follow_member();
create trigger members_follow_update after update on public.members
for each row when (old is distinct from new) execute function private.follow_member();

create function private.follow_inbox() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('inbox', new.id, 'inboxes', new.id::text, tg_op);
  -- Phones that ring or talk name the inbox.
  perform private.publish('member', phones.member_id, 'phone', phones.member_id::text, 'update')
  from (
    select o.member_id from public.call_offers o where o.inbox_id = new.id and o.is_open
    union select l.member_id from public.call_legs l join public.calls k on k.id = l.call_id
    where k.inbox_id = new.id and k.state <> 'ended' and l.role = 'agent' and l.state = 'live'
  ) phones;
  return null;
end
$$;
create trigger inboxes_follow after update of name, position, address_book_id on public.inboxes
for each row execute function private.follow_inbox();

-- A label is shown on the tickets that carry it. So many that one message could not hold them make everybody read.
create function private.follow_label() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('inbox', tl.inbox_id, 'tickets', tl.ticket_id::text, 'update')
  from (select inbox_id, ticket_id from public.ticket_labels where label_id = new.id limit 501) tl;
  return null;
end
$$;
create trigger labels_follow after update on public.labels
for each row when (old is distinct from new) execute function private.follow_label();

-- A contact is shown in every inbox that links its book. Only who has a role in the book may read it, so the message says
-- no more than which one changed.
create function private.follow_contact() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  contact public.contacts := case when tg_op = 'DELETE' then old else new end;
begin
  perform private.publish('inbox', i.id, 'contacts', contact.id::text, tg_op)
  from public.inboxes i
  where i.account_id = contact.account_id and i.address_book_id = contact.address_book_id;
  return null;
end
$$;
create trigger contacts_follow after insert or update or delete on public.contacts
for each row execute function private.follow_contact();

create function private.follow_contact_detail() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  book uuid := case when tg_op = 'DELETE' then old.address_book_id else new.address_book_id end;
  contact uuid := case when tg_op = 'DELETE' then old.contact_id else new.contact_id end;
begin
  perform private.publish('inbox', i.id, 'contacts', contact::text, 'update')
  from public.inboxes i join public.address_books b on b.account_id = i.account_id and b.id = i.address_book_id
  where b.id = book;
  return null;
end
$$;
create trigger contact_phones_follow after insert or update or delete on public.contact_phones
for each row execute function private.follow_contact_detail();
create trigger contact_emails_follow after insert or update or delete on public.contact_emails
for each row execute function private.follow_contact_detail();
