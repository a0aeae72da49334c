import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { insertCall, insertLiveLeg, insertMemo, insertOffer, insertTicket } from "./support/calls.ts"
import { as, call, openDatabase } from "./support/database.ts"
import { inboxTopic, type Message, messages, sayHeld } from "./support/topics.ts"

const db = openDatabase()

interface Page {
  seq: number
  rows: Record<string, unknown>[]
}

/** An inbox with something of everything in it, as the least of its roles reads it. */
async function busyInbox() {
  const account = await db.createAccount({
    members: {
      reader: { inboxes: { 0: "assistant" }, book: "assistant" },
      agent: { inboxes: { 0: "operator" } },
    },
  })
  const [reader, agent] = [account.member("reader"), account.member("agent")]
  const inbox = account.inbox()
  const talk = await insertCall(db.pool, account)
  const ticketId = await insertTicket(db.pool, account, { customerNumber: talk.customerNumber })
  await insertMemo(db.pool, { call: talk, ticketId, memberId: agent.id })
  await as(db.pool, agent, (client) => call(client, "public.sign_in_phone($1)", [agent.phonePassword]))
  await insertOffer(db.pool, account, talk, agent.id)
  const missed = await insertCall(db.pool, account, { ticketId })
  const missedMessage = await insertMemo(db.pool, { call: missed, ticketId, ago: 3 })
  const withheld = await insertCall(db.pool, account, { ticketId, customerNumber: null as unknown as string })
  await insertMemo(db.pool, { call: withheld, ticketId, kind: "voicemail" })
  const [label, contact] = [randomUUID(), randomUUID()]
  await db.query("insert into public.labels (id, account_id, inbox_id, name) values ($1, $2, $3, '至急')", [
    label,
    account.id,
    inbox.id,
  ])
  await db.query(
    "insert into public.ticket_labels (account_id, inbox_id, ticket_id, label_id) values ($1, $2, $3, $4)",
    [account.id, inbox.id, ticketId, label],
  )
  await db.query(
    "insert into public.contacts (id, account_id, address_book_id, name) values ($1, $2, $3, '久保田')",
    [contact, account.id, account.addressBookId],
  )
  await db.query("update public.tickets set contact_id = $2, assignee_id = $3 where id = $1", [
    ticketId,
    contact,
    agent.id,
  ])
  await insertLiveLeg(db.pool, talk, agent.id)
  await db.query(
    "update public.calls set state = 'talking', answered_at = now(), ticket_id = $2 where id = $1",
    [talk.id, ticketId],
  )
  await db.query(
    `insert into public.recordings (account_id, inbox_id, call_id, state, expected_by, started_at)
     values ($1, $2, $3, 'expected', now(), now())`,
    [account.id, inbox.id, talk.id],
  )
  await db.query(
    "update public.call_memos memo set recording_id = r.id from public.recordings r where r.call_id = memo.call_id and memo.call_id = $1",
    [talk.id],
  )
  await sayHeld(db)
  return { account, reader, agent, inbox, ticketId, talk, missedMessage }
}

/** What was said last of each row of the table, without those that are gone. */
function lastSaid(all: Message[], table: string): Record<string, unknown>[] {
  const rows = new Map<string, Record<string, unknown> | null>()
  for (const { changes } of all) {
    for (const change of changes ?? []) if (change.table === table) rows.set(change.id, change.row)
  }
  return [...rows.values()].filter((row) => row !== null)
}

/** A phone without the moment it was read at. */
function atNoTime(row: Record<string, unknown>): Record<string, unknown> {
  const { now, ...rest } = row
  expect(now).toEqual(expect.any(String))
  return rest
}

/** Rows as a page holds them: how its ticket stands is said of the ticket, and taken over into what hangs on it. */
function withTickets(all: Message[], table: string): Record<string, unknown>[] {
  const tickets = new Map(lastSaid(all, "tickets").map((ticket) => [ticket.id, ticket]))
  return lastSaid(all, table).map((row) => {
    const ticket = tickets.get(row.ticket_id)
    const status = "ticket_status" in row ? { ticket_status: ticket?.status } : {}
    return { ...row, ...status, ticket_contact_id: ticket?.contact_id }
  })
}

/** Every list of the inbox beside what its topic said last of the same table. */
async function listed({ account, reader, agent, inbox, ticketId }: Awaited<ReturnType<typeof busyInbox>>) {
  const read = <T>(who: { userId: string }, expression: string, values: unknown[] = []) =>
    as(db.pool, who, (client) => call<T>(client, expression, values))
  const said = await messages(db, await inboxTopic(db, inbox.id))
  const presence = await messages(db, `account:${account.id}:1:presence`)
  const own = await messages(db, `member:${agent.id}`)
  const missed = (kind: string) => read<Page>(reader, "public.list_missed($1, $2)", [inbox.id, kind])
  const sidebar = await read<{ seq: number; row: Record<string, unknown> }[]>(reader, "public.sidebar()")
  const phone = await read<{ seq: number; row: Record<string, unknown> }>(agent, "public.own_phone()")
  return {
    tickets: [
      (await read<Page>(reader, "public.list_tickets($1, 'open')", [inbox.id])).rows,
      lastSaid(said, "tickets"),
    ],
    messages: [
      (await read<Page>(reader, "public.list_timeline($1)", [ticketId])).rows,
      withTickets(said, "messages"),
    ],
    missed_callers: [
      [...(await missed("missed_call")).rows, ...(await missed("voicemail")).rows],
      withTickets(said, "missed_callers"),
    ],
    inboxes: [sidebar.map(({ row }) => row), lastSaid(said, "inboxes")],
    agent_presence: [
      (await read<Page>(reader, "public.list_presence()")).rows.filter(
        ({ member_id: id }) => id === agent.id,
      ),
      lastSaid(presence, "agent_presence").filter(({ member_id: id }) => id === agent.id),
    ],
    phone: [[atNoTime(phone.row)], lastSaid(own, "phone").map(atNoTime)],
  } satisfies Record<string, [Record<string, unknown>[], Record<string, unknown>[]]>
}

const sorted = (rows: Record<string, unknown>[]) =>
  rows.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))

test("[K13] a row that was said is the row that is listed, in every table", async () => {
  for (const [table, [rows, said]] of Object.entries(await listed(await busyInbox()))) {
    expect(rows.length, table).toBeGreaterThan(0)
    expect(sorted(said), table).toEqual(sorted(rows))
  }
})

test("[K13] still so after everything has been changed, settled and ended", async () => {
  const made = await busyInbox()
  const { account, agent, inbox, ticketId, talk, missedMessage } = made
  const number = (
    await db.query("select customer_number from public.call_memos where message_id = $1", [missedMessage])
  ).rows[0].customer_number
  const back = await insertCall(db.pool, account, { customerNumber: number })
  await db.query(
    "update public.calls set direction = 'outbound', state = 'talking', answered_at = now() where id = $1",
    [back.id],
  )
  await db.query(
    "update public.call_legs set state = 'ended', left_at = now(), left_cause = 'hung_up' where call_id = $1 and member_id = $2",
    [talk.id, agent.id],
  )
  await db.query(
    "update public.call_offers set state = 'accepted', decided_at = now() where call_id = $1 and member_id = $2",
    [talk.id, agent.id],
  )
  await insertLiveLeg(db.pool, back, agent.id)
  await db.query(
    "update public.recordings set state = 'stored', object_name = $2, size_bytes = 44, duration_ms = 1, stored_at = now() where call_id = $1",
    [talk.id, randomUUID()],
  )
  await db.query("update public.labels set name = '至急!' where inbox_id = $1", [inbox.id])
  await db.query(
    "update public.call_memos set subject = '件名', body = '本文', revision = 2 where call_id = $1",
    [talk.id],
  )
  await db.query("update public.tickets set subject = 'on' where id = $1", [ticketId])
  await db.query("update public.inboxes set name = 'renamed' where id = $1", [inbox.id])
  await sayHeld(db)
  for (const [table, [rows, said]] of Object.entries(await listed(made))) {
    expect(rows.length, table).toBeGreaterThan(0)
    expect(sorted(said), table).toEqual(sorted(rows))
  }
  expect((await listed(made)).missed_callers[0]?.find((row) => row.customer_number === number)).toMatchObject(
    {
      calling_back_by: agent.name,
    },
  )
})

test("[K7] a list names the sequence of the snapshot it was read in, also while another transaction is at its end", async () => {
  const { reader, inbox, account } = await busyInbox()
  const read = () =>
    as(db.pool, reader, (client) => call<Page>(client, "public.list_tickets($1, 'open')", [inbox.id]))
  const before = await read()
  const other = await db.pool.connect()
  await other.query("begin")
  await insertTicket(other, account)
  await other.query("set constraints all immediate")
  // Its message is written and its number taken, but nothing of it is committed.
  expect(await read()).toEqual(before)
  await other.query("commit")
  other.release()
  const after = await read()
  expect([after.seq, after.rows.length]).toEqual([before.seq + 1, before.rows.length + 1])
})
