import { randomUUID } from "node:crypto"
import pg from "pg"
import { insertCall, insertLiveLeg, insertMemo, insertOffer, insertTicket } from "../sql/support/calls.ts"
import {
  createAccount,
  removeAccount,
  signIn,
  type TestAccount,
  type TestMember,
} from "../support/accounts.ts"
import { accountOptions, everybody, foreignOptions, type Persona } from "./personas.ts"

export interface Stack {
  url: string
  publishableKey: string
  secretKey: string
  dbUrl: string
}

/** One account with a row in every table, its people signed in, and a stranger. */
export interface Fixture {
  stack: Stack
  db: pg.Pool
  account: TestAccount
  foreign: TestAccount
  inbox: string
  otherInbox: string
  book: string
  queue: string
  flow: string
  call: string
  ticket: string
  ticketNumber: number
  label: string
  /** A label of the inbox that is on no ticket. */
  spareLabel: string
  /** The message with the memo of the member `assistant`. */
  message: string
  missed: string
  contact: string
  /** Appears in every text of a customer's: whoever reads it has seen what is theirs not to see. */
  marker: string
  customerNumber: string
  objectName: string
  member(persona: Persona): TestMember
  token(persona: Persona): string | null
  close(): Promise<void>
}

/** Makes the fixture on a migrated stack. Nothing of it is shared with other tests; `close` removes it. */
export async function openFixture(stack: Stack): Promise<Fixture> {
  const db = new pg.Pool({ connectionString: stack.dbUrl, max: 4 })
  const [account, foreign] = [
    await createAccount(db, accountOptions),
    await createAccount(db, foreignOptions),
  ]
  const member = (persona: Persona) => (persona === "foreign" ? foreign : account).member(persona)
  const tokens = new Map<Persona, string>()
  for (const persona of everybody) {
    if (persona === "anonymous") continue
    const { email, password } = member(persona)
    const { data } = await (await signIn(stack.url, stack.publishableKey, email, password)).auth.getSession()
    if (data.session) tokens.set(persona, data.session.access_token)
  }
  const rows = await insertRows(db, account)
  return {
    stack,
    db,
    account,
    foreign,
    inbox: account.inbox(0).id,
    otherInbox: account.inbox(1).id,
    book: account.addressBookId,
    queue: account.inbox(0).queueId,
    flow: account.inbox(0).flowId,
    ...rows,
    member,
    token: (persona) => tokens.get(persona) ?? null,
    async close() {
      await removeAccount(db, account.id)
      await removeAccount(db, foreign.id)
      await db.end()
    },
  }
}

async function insertRows(db: pg.Pool, account: TestAccount) {
  const marker = `customer-secret-${randomUUID().slice(0, 8)}`
  const agent = account.member("assistant").id
  const call = await insertCall(db, account)
  const { customerNumber } = call
  const ticket = await insertTicket(db, account, { customerNumber })
  await db.query("update public.calls set ticket_id = $2 where id = $1", [call.id, ticket])
  const [label, spareLabel, contact] = [randomUUID(), randomUUID(), randomUUID()]
  const objectName = `${account.id}/${call.id}/${randomUUID()}.wav`
  const message = await insertMemo(db, { call, ticketId: ticket, memberId: agent, ago: 5 })
  const again = await insertCall(db, account, { customerNumber })
  const missed = await insertMemo(db, { call: again, ticketId: ticket, ago: 1 })
  // A colleague, who has talked and written, asks them in.
  const asker = await insertMemo(db, {
    call,
    ticketId: ticket,
    memberId: account.member("manager").id,
    ago: 6,
  })
  const offer = await insertOffer(db, account, call, agent)
  await insertLiveLeg(db, call, agent)
  const place = [account.id, account.inbox(0).id]
  const statements: [string, unknown[]][] = [
    [
      "update public.call_memos set subject = $2, body = $2 where message_id = any($1)",
      [[message, asker], marker],
    ],
    ["update public.call_offers set purpose = 'consult', queue_id = null where id = $1", [offer]],
    ["update public.tickets set subject = $2 where id = $1", [ticket, marker]],
    [
      "insert into public.labels (account_id, inbox_id, id, name) values ($1, $2, $3, 'label'), ($1, $2, $4, 'spare')",
      [...place, label, spareLabel],
    ],
    [
      "insert into public.ticket_labels (account_id, inbox_id, ticket_id, label_id) values ($1, $2, $3, $4)",
      [...place, ticket, label],
    ],
    [
      "insert into public.contacts (account_id, address_book_id, id, name) values ($1, $2, $3, $4)",
      [account.id, account.addressBookId, contact, marker],
    ],
    [
      "insert into public.contact_phones (account_id, address_book_id, contact_id, number) values ($1, $2, $3, $4)",
      [account.id, account.addressBookId, contact, customerNumber],
    ],
    [
      "insert into public.contact_emails (account_id, address_book_id, contact_id, email) values ($1, $2, $3, $4)",
      [account.id, account.addressBookId, contact, `${marker}@customers.example`],
    ],
    ["update public.tickets set contact_id = $2 where id = $1", [ticket, contact]],
    [
      "insert into public.call_events (call_id, account_id, position, kind, payload, occurred_at) values ($1, $2, 1, 'call_began', $3, now())",
      [call.id, account.id, JSON.stringify({ marker })],
    ],
    [
      "insert into public.call_effects (id, account_id, call_id, kind, target, lane, payload, lease_ms, tries) values (gen_random_uuid(), $1, $2, 'end_leg', 'leg', 'leg', '{}', 1000, 1)",
      [account.id, call.id],
    ],
    [
      "insert into public.call_deadlines (id, account_id, call_id, kind, due_at) values (gen_random_uuid(), $1, $2, 'max_wait', now() + interval '1 day')",
      [account.id, call.id],
    ],
    [
      "insert into public.provider_receipts (key, account_id, call_id) values ($1, $2, $3)",
      [marker, account.id, call.id],
    ],
    [
      `insert into public.recordings (account_id, inbox_id, call_id, state, object_name, content_type, size_bytes, duration_ms, expected_by, started_at, stored_at)
       values ($1, $2, $3, 'stored', $4, 'audio/wav', 44, 0, now(), now(), now())`,
      [...place, call.id, objectName],
    ],
    [
      "update public.call_memos set recording_id = (select id from public.recordings where call_id = $2) where message_id = $1",
      [message, call.id],
    ],
    [
      // Of another app sign-in than the one whose token asks.
      "insert into public.phone_sessions (account_id, member_id, auth_session_id) values ($1, $2, gen_random_uuid())",
      [account.id, agent],
    ],
    [
      "insert into public.holidays (account_id, flow_id, day, name) values ($1, $2, '2027-01-01', '元日')",
      [account.id, account.inbox(0).flowId],
    ],
    ["insert into public.blocked_numbers (account_id, number) values ($1, '+819099999999')", [account.id]],
    [
      "insert into public.operation_log (account_id, inbox_id, ticket_id, action) values ($1, $2, $3, 'status_changed')",
      [...place, ticket],
    ],
  ]
  for (const [statement, values] of statements) await db.query(statement, values)
  const { rows } = await db.query("select number::int from public.tickets where id = $1", [ticket])
  return {
    call: call.id,
    customerNumber,
    ticket,
    ticketNumber: rows[0].number,
    label,
    message,
    missed,
    spareLabel,
    contact,
    marker,
    objectName,
  }
}
