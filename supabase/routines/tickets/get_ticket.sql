/* The ticket of that number in the caller's account, as docs/contracts.md's «The ticket page» lists it; null for what does
   not exist or is not theirs to see. */
create or replace function public.get_ticket(p_number bigint) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'seq', private.inbox_seq(r.inbox_id), 'row', to_jsonb(r),
      'inbox', jsonb_build_object('id', i.id, 'name', i.name, 'epoch', i.epoch, 'address_book_id', i.address_book_id),
      'my_role', im.role, 'my_book_role', bm.role, 'contact', private.contact_json(r.contact_id))
    from public.ticket_rows r
    join public.inboxes i on i.id = r.inbox_id
    join public.inbox_members im on im.inbox_id = r.inbox_id and im.member_id = (select private.my_member_id())
    left join public.address_book_members bm
      on bm.address_book_id = i.address_book_id and bm.member_id = (select private.my_member_id())
    where r.account_id = (select private.my_account_id()) and r.number = p_number);
end
$$;

grant execute on function public.get_ticket(bigint) to authenticated;
