import { expect, test } from "vitest"
import { insertCall, insertMemo, insertTicket } from "./support/calls.ts"
import { as, call, openDatabase, type Persona } from "./support/database.ts"

const db = openDatabase()

interface Entry {
  message_id: string
  ticket_id: string
  occurred_at: string
}

interface Page {
  rows: Entry[]
  contacts: { id: string; name: string }[]
  total: number | null
}

function read(who: Persona, ticketId: string, before?: Entry, limit = 50): Promise<Page | null> {
  const values = [ticketId, before?.occurred_at ?? null, before?.message_id ?? null, limit]
  return as(db.pool, who, (client) =>
    call<Page | null>(client, "public.list_timeline($1, $2, $3, $4)", values),
  )
}

async function page(...parameters: Parameters<typeof read>): Promise<Entry[]> {
  return (await read(...parameters))?.rows ?? []
}

test("[E4] the timeline reaches over the customer's tickets of the inbox and no further", async () => {
  const account = await db.createAccount({
    inboxes: ["One", "Two"],
    members: { agent: { inboxes: { 0: "assistant" } }, elsewhere: { inboxes: { 1: "admin" } } },
  })
  const agent = account.member("agent")
  const customerNumber = "+819012345678"
  const write = async (place: number, ago: number, number = customerNumber, ticket?: string) => {
    const made = await insertCall(db.pool, account, { place, customerNumber: number })
    const ticketId = ticket ?? (await insertTicket(db.pool, account, { place, customerNumber: number }))
    return { ticketId, message: await insertMemo(db.pool, { call: made, ticketId, ago }) }
  }
  const earlier = await write(0, 50)
  const now = await write(0, 10)
  const again = await write(0, 5, customerNumber, now.ticketId)
  await write(1, 20)
  await write(0, 30, "+819087654321")

  const entries = await page(agent, now.ticketId)
  expect(entries.map((entry) => entry.message_id)).toEqual([again.message, now.message, earlier.message])
  expect(entries.map((entry) => entry.ticket_id)).toEqual([now.ticketId, now.ticketId, earlier.ticketId])
  expect(await page(account.member("elsewhere"), now.ticketId)).toEqual([])
})

test("[E4] pages of the timeline join without gap or repetition, also between messages of the same moment", async () => {
  const account = await db.createAccount()
  const agent = account.member("first")
  const customerNumber = "+819012345678"
  const ticketId = await insertTicket(db.pool, account, { customerNumber })
  const other = await insertTicket(db.pool, account, { customerNumber })
  for (let index = 0; index < 12; index++) {
    await db.query(
      `insert into public.messages (account_id, inbox_id, ticket_id, kind, customer_number, body, occurred_at)
       values ($1, $2, $3, 'note', $4, 'note', date_trunc('hour', now()) - make_interval(mins => $5))`,
      [account.id, account.inbox().id, index % 2 ? ticketId : other, customerNumber, Math.floor(index / 3)],
    )
  }
  const seen: string[] = []
  let last: Entry | undefined
  for (;;) {
    const entries = await page(agent, ticketId, last, 5)
    seen.push(...entries.map((entry) => entry.message_id))
    last = entries.at(-1)
    if (entries.length < 5) break
  }
  expect(seen).toHaveLength(12)
  expect(new Set(seen).size).toBe(12)
})

test("[K10] a contact's name is told to those with a role in its book only", async () => {
  const account = await db.createAccount({
    members: {
      reader: { inboxes: { 0: "operator" }, book: "assistant" },
      bookless: { inboxes: { 0: "operator" } },
    },
  })
  const made = await insertCall(db.pool, account)
  const ticketId = await insertTicket(db.pool, account, { customerNumber: made.customerNumber })
  await insertMemo(db.pool, { call: made, ticketId, memberId: account.member("reader").id })
  await db.query(
    `with contact as (insert into public.contacts (account_id, address_book_id, name) values ($1, $2, '久保田') returning id)
     update public.tickets set contact_id = contact.id from contact where tickets.id = $3`,
    [account.id, account.addressBookId, ticketId],
  )
  const names = async (key: string) => {
    const who = account.member(key)
    const lists = [
      await read(who, ticketId),
      await as(db.pool, who, (client) =>
        call<Page>(client, "public.list_tickets($1, 'open')", [account.inbox().id]),
      ),
    ]
    return lists.map((list) => list?.contacts.map(({ name }) => name))
  }
  expect(await names("reader")).toEqual([["久保田"], ["久保田"]])
  expect(await names("bookless")).toEqual([[], []])
})

test("[E4] the first page says how many exchanges there are in all", async () => {
  const account = await db.createAccount()
  const customerNumber = "+819012345678"
  const tickets = [
    await insertTicket(db.pool, account, { customerNumber }),
    await insertTicket(db.pool, account, { customerNumber }),
  ]
  for (const ticketId of [...tickets, ...tickets]) {
    const made = await insertCall(db.pool, account, { customerNumber })
    await insertMemo(db.pool, { call: made, ticketId })
  }
  const first = await read(account.member("first"), tickets[0] ?? "", undefined, 3)
  expect([first?.rows.length, first?.total]).toEqual([3, 4])
  const second = await read(account.member("first"), tickets[0] ?? "", first?.rows[2], 3)
  expect([second?.rows.length, second?.total]).toEqual([1, null])
})
