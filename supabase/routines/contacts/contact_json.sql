/* A contact with phones and mail addresses; null where the caller has no role in its book. */
create or replace function private.contact_json(contact uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('id', c.id, 'revision', c.revision, 'address_book_id', c.address_book_id, 'name', c.name, 'kana', c.kana,
      'company', c.company, 'customer_code', c.customer_code, 'address', c.address, 'note', c.note,
      'phones', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'label', p.label) order by p.label nulls last, p.number)
        from public.contact_phones p where p.contact_id = c.id), '[]'),
      'emails', coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'email', e.email, 'label', e.label) order by e.label nulls last, e.email)
        from public.contact_emails e where e.contact_id = c.id), '[]'))
    from public.contacts c where c.id = contact);
end
$$;

grant execute on function private.contact_json(uuid) to authenticated;
