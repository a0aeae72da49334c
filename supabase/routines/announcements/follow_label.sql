-- A label is shown on the tickets that carry it. So many that one message could not hold them make everybody read.
create or replace function private.follow_label() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('inbox', tl.inbox_id, 'tickets', tl.ticket_id::text, 'update')
  from (select inbox_id, ticket_id from public.ticket_labels where label_id = new.id limit 501) tl;
  return null;
end
$$;
