/* Who asks a colleague into a call, and what they have written of it so far: `{ member_name, subject, body }`, the text no longer
   than a panel shows; null where nobody in person asks. Only one agent of a call can have asked: who is in it, or, of a call that was
   handed over without a word, who was in it last. */
create or replace function private.consult_shown(offer public.call_offers) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  if offer.purpose is distinct from 'consult' then return null; end if;
  return (
    select jsonb_build_object('member_name', m.name, 'subject', memo.subject, 'body', left(memo.body, 1000))
    from public.call_legs l
    join public.members m on m.id = l.member_id
    left join public.call_memos memo on memo.leg_id = l.id
    where l.call_id = offer.call_id and l.role = 'agent' and l.member_id is distinct from offer.member_id and l.joined_at is not null
    order by l.left_at desc nulls first, l.joined_at desc limit 1);
end
$$;
