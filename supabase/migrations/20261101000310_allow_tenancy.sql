-- Who sees and changes accounts, members, inboxes and address books. Settings belong to the owner (A1);
-- what a customer said belongs to those with a role, and an owner without one is not among them.

create policy accounts_select_member on public.accounts for select to authenticated
using (id = (select private.my_account_id()));
create policy accounts_update_owner on public.accounts for update to authenticated
using (id = (select private.my_owned_account_id())) with check (id = (select private.my_owned_account_id()));

-- Bought, not chosen: written by the service only, except where the account says how its people get help (A4).
create policy entitlements_select_member on public.entitlements for select to authenticated
using (account_id = (select private.my_account_id()));
create policy entitlements_update_owner on public.entitlements for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));

-- Colleagues are seen by name wherever they wrote; a member is made by an invitation, which the service carries out.
create policy members_select_member on public.members for select to authenticated
using (account_id = (select private.my_account_id()));
create policy members_update_owner on public.members for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));

create policy inboxes_select_inbox_member on public.inboxes for select to authenticated
using (id in (select private.my_inbox_ids()) or account_id = (select private.my_owned_account_id()));
create policy inboxes_insert_owner on public.inboxes for insert to authenticated
with check (account_id = (select private.my_owned_account_id()));
create policy inboxes_update_owner on public.inboxes for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));
create policy inboxes_delete_owner on public.inboxes for delete to authenticated
using (account_id = (select private.my_owned_account_id()));

create policy inbox_members_select_inbox_member on public.inbox_members for select to authenticated
using (inbox_id in (select private.my_inbox_ids()) or account_id = (select private.my_owned_account_id()));
create policy inbox_members_insert_owner on public.inbox_members for insert to authenticated
with check (account_id = (select private.my_owned_account_id()));
create policy inbox_members_update_owner on public.inbox_members for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));
create policy inbox_members_delete_owner on public.inbox_members for delete to authenticated
using (account_id = (select private.my_owned_account_id()));

create policy labels_select_inbox_member on public.labels for select to authenticated
using (inbox_id in (select private.my_inbox_ids()) or account_id = (select private.my_owned_account_id()));
create policy labels_insert_inbox_admin on public.labels for insert to authenticated
with check (inbox_id in (select private.my_inbox_ids('admin')) or account_id = (select private.my_owned_account_id()));
create policy labels_update_inbox_admin on public.labels for update to authenticated
using (inbox_id in (select private.my_inbox_ids('admin')) or account_id = (select private.my_owned_account_id()))
with check (inbox_id in (select private.my_inbox_ids('admin')) or account_id = (select private.my_owned_account_id()));
create policy labels_delete_inbox_admin on public.labels for delete to authenticated
using (inbox_id in (select private.my_inbox_ids('admin')) or account_id = (select private.my_owned_account_id()));

create policy address_books_select_book_member on public.address_books for select to authenticated
using (id in (select private.my_book_ids()) or account_id = (select private.my_owned_account_id()));
create policy address_books_insert_owner on public.address_books for insert to authenticated
with check (account_id = (select private.my_owned_account_id()));
create policy address_books_update_owner on public.address_books for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));
create policy address_books_delete_owner on public.address_books for delete to authenticated
using (account_id = (select private.my_owned_account_id()));

create policy address_book_members_select_book_member on public.address_book_members for select to authenticated
using (address_book_id in (select private.my_book_ids()) or account_id = (select private.my_owned_account_id()));
create policy address_book_members_insert_owner on public.address_book_members for insert to authenticated
with check (account_id = (select private.my_owned_account_id()));
create policy address_book_members_update_owner on public.address_book_members for update to authenticated
using (account_id = (select private.my_owned_account_id())) with check (account_id = (select private.my_owned_account_id()));
create policy address_book_members_delete_owner on public.address_book_members for delete to authenticated
using (account_id = (select private.my_owned_account_id()));

-- H8: reading needs Assistant in the book, creating and editing Operator, deleting a person Manager.
create policy contacts_select_book_member on public.contacts for select to authenticated
using (address_book_id in (select private.my_book_ids()));
create policy contacts_insert_book_operator on public.contacts for insert to authenticated
with check (address_book_id in (select private.my_book_ids('operator')));
create policy contacts_update_book_operator on public.contacts for update to authenticated
using (address_book_id in (select private.my_book_ids('operator')))
with check (address_book_id in (select private.my_book_ids('operator')));
create policy contacts_delete_book_manager on public.contacts for delete to authenticated
using (address_book_id in (select private.my_book_ids('manager')));

create policy contact_phones_select_book_member on public.contact_phones for select to authenticated
using (address_book_id in (select private.my_book_ids()));
create policy contact_phones_insert_book_operator on public.contact_phones for insert to authenticated
with check (address_book_id in (select private.my_book_ids('operator')));
create policy contact_phones_update_book_operator on public.contact_phones for update to authenticated
using (address_book_id in (select private.my_book_ids('operator')))
with check (address_book_id in (select private.my_book_ids('operator')));
create policy contact_phones_delete_book_operator on public.contact_phones for delete to authenticated
using (address_book_id in (select private.my_book_ids('operator')));

create policy contact_emails_select_book_member on public.contact_emails for select to authenticated
using (address_book_id in (select private.my_book_ids()));
create policy contact_emails_insert_book_operator on public.contact_emails for insert to authenticated
with check (address_book_id in (select private.my_book_ids('operator')));
create policy contact_emails_update_book_operator on public.contact_emails for update to authenticated
using (address_book_id in (select private.my_book_ids('operator')))
with check (address_book_id in (select private.my_book_ids('operator')));
create policy contact_emails_delete_book_operator on public.contact_emails for delete to authenticated
using (address_book_id in (select private.my_book_ids('operator')));
