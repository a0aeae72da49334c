/* Moves the topic of an `inbox` or an `account` on, so that who may no longer listen is left behind. Something must be said
   on it in the same transaction: whoever asks for the epoch holds the sequence. */
create or replace function private.change_epoch(scope text, scope_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.epoch_changes values (pg_current_xact_id(), scope, scope_id) on conflict do nothing;
  if scope = 'inbox' then perform private.publish('inbox', scope_id, 'inboxes', scope_id::text, 'update'); end if;
  perform private.flush_later();
end
$$;
