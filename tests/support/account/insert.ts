import { randomInt, randomUUID } from "node:crypto"
import type pg from "pg"
import { insertInbox } from "./insert-inbox.ts"
import type { AccountOptions, MemberOptions, TestAccount, TestInbox, TestMember } from "./shape.ts"

const defaultMembers: Record<string, MemberOptions> = {
  owner: { role: "owner" },
  first: { inboxes: { 0: "operator" }, book: "operator" },
  second: { inboxes: { 0: "operator" }, book: "operator" },
}

/** Inserts an account and all that belongs to it on an open transaction. */
export async function insertAccount(client: pg.ClientBase, options: AccountOptions): Promise<TestAccount> {
  await client.query("set local toritsugi.publish = 'off'")
  const id = randomUUID()
  const tag = id.slice(0, 8)
  const addressBookId = randomUUID()
  await client.query("insert into public.accounts (id, name) values ($1, $2)", [
    id,
    options.name ?? `Account ${tag}`,
  ])
  await client.query("insert into public.entitlements (account_id, cloud_phone) values ($1, $2)", [
    id,
    options.cloudPhone ?? true,
  ])
  await client.query("insert into public.address_books (id, account_id, name) values ($1, $2, $3)", [
    addressBookId,
    id,
    "Customers",
  ])
  const inboxes: TestInbox[] = []
  for (const [position, name] of (options.inboxes ?? [`Support ${tag}`]).entries()) {
    inboxes.push(await insertInbox(client, { accountId: id, addressBookId, name, position, options }))
  }
  const wanted = options.members ?? defaultMembers
  const members = Object.fromEntries(
    Object.entries(wanted).map(([key, member]) => [key, draft(key, tag, member)]),
  )
  await insertMembers(client, id, wanted, members)
  await insertRoles(client, { id, addressBookId, inboxes }, wanted, members)
  return {
    id,
    addressBookId,
    inboxes,
    members,
    inbox: (place = 0) => found(inboxes[place], `inbox ${place}`),
    member: (key) => found(members[key], `member ${key}`),
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the account has no ${what}`)
  return value
}

function draft(key: string, tag: string, options: MemberOptions): TestMember {
  const id = randomUUID()
  return {
    id,
    userId: randomUUID(),
    name: options.name ?? `${key} ${tag}`,
    email: `${key.toLowerCase()}.${tag}.${randomInt(1e6)}@test.example`,
    password: `app-${tag}`,
    phonePassword: `phone-${tag}`,
    identity: `m_${id.replaceAll("-", "")}`,
  }
}

/** Sign-ins, members and phone passwords. Hashes are cheap ones (bcrypt cost 4): tests sign in by the hundred. */
async function insertMembers(
  client: pg.ClientBase,
  accountId: string,
  wanted: Record<string, MemberOptions>,
  members: Record<string, TestMember>,
): Promise<void> {
  const rows = Object.entries(members).map(([key, member]) => ({
    ...member,
    role: wanted[key]?.role ?? "member",
    dashboard: wanted[key]?.dashboard ?? null,
    is_phone_user: wanted[key]?.isPhoneUser ?? true,
    is_disabled: wanted[key]?.isDisabled ?? false,
  }))
  await client.query(
    `with wanted as materialized (
       select * from jsonb_to_recordset($2) as r (
         id uuid, "userId" uuid, name text, email text, password text, "phonePassword" text, role public.account_role,
         dashboard public.dashboard_role, is_phone_user boolean, is_disabled boolean)
     ), hashes as materialized (
       select extensions.crypt(min(password), extensions.gen_salt('bf', 4)) as app,
         extensions.crypt(min("phonePassword"), extensions.gen_salt('bf', 4)) as phone from wanted
     ), users as (
       insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
         raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
         confirmation_token, recovery_token, email_change, email_change_token_new)
       select '00000000-0000-0000-0000-000000000000', "userId", 'authenticated', 'authenticated', email, hashes.app, now(),
         '{"provider":"email","providers":["email"]}', '{}', now(), now(), '', '', '', '' from wanted, hashes
     ), identities as (
       insert into auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
       select "userId"::text, "userId", jsonb_build_object('sub', "userId", 'email', email, 'email_verified', true),
         'email', now(), now(), now() from wanted
     ), members as (
       insert into public.members (id, account_id, user_id, name, email, role, dashboard_role, is_phone_user, disabled_at)
       select id, $1, "userId", name, email, role, dashboard, is_phone_user, case when is_disabled then now() end from wanted
     )
     insert into public.phone_credentials (member_id, account_id, password_hash)
     select id, $1, hashes.phone from wanted, hashes`,
    [accountId, JSON.stringify(rows)],
  )
}

async function insertRoles(
  client: pg.ClientBase,
  account: Pick<TestAccount, "id" | "addressBookId" | "inboxes">,
  wanted: Record<string, MemberOptions>,
  members: Record<string, TestMember>,
): Promise<void> {
  const roles = []
  const agents = []
  const books = []
  for (const [key, { inboxes = {}, book, queues, isPhoneUser = true }] of Object.entries(wanted)) {
    const memberId = members[key]?.id
    for (const [place, role] of Object.entries(inboxes)) {
      roles.push({ inbox_id: account.inboxes[Number(place)]?.id, member_id: memberId, role })
    }
    const answered = queues ?? (isPhoneUser ? Object.keys(inboxes).map(Number) : [])
    for (const place of answered)
      agents.push({ queue_id: account.inboxes[place]?.queueId, member_id: memberId })
    if (book) books.push({ member_id: memberId, role: book })
  }
  await client.query(
    `with roles as (
       insert into public.inbox_members (account_id, inbox_id, member_id, role)
       select $1, r.* from jsonb_to_recordset($2) as r (inbox_id uuid, member_id uuid, role public.inbox_role)
     ), agents as (
       insert into public.queue_agents (account_id, queue_id, member_id)
       select $1, r.* from jsonb_to_recordset($3) as r (queue_id uuid, member_id uuid)
     )
     insert into public.address_book_members (account_id, address_book_id, member_id, role)
     select $1, $4, r.* from jsonb_to_recordset($5) as r (member_id uuid, role public.book_role)`,
    [account.id, JSON.stringify(roles), JSON.stringify(agents), account.addressBookId, JSON.stringify(books)],
  )
}
