import { expect, test } from "vitest"
import { insertTicket } from "./support/calls.ts"
import { as, call, openDatabase } from "./support/database.ts"

const db = openDatabase()

async function account() {
  return db.createAccount({
    members: {
      owner: { role: "owner" },
      reader: { inboxes: { 0: "operator" }, book: "assistant" },
      writer: { inboxes: { 0: "operator" }, book: "operator" },
      clerk: { inboxes: { 0: "assistant" }, book: "operator" },
    },
  })
}
const save = (who: { userId: string }, contact: object) =>
  as(db.pool, who, (client) => call<string>(client, "public.save_contact($1)", [JSON.stringify(contact)]))

test("[H8] creating a contact needs Operator in the address book; the owner alone does not qualify", async () => {
  const made = await account()
  const contact = { address_book_id: made.addressBookId, name: "久保田 浩二" }
  for (const key of ["owner", "reader"]) {
    await expect(save(made.member(key), contact), key).rejects.toMatchObject({ code: "42501" })
  }
  await expect(save(made.member("writer"), contact)).resolves.toBeTruthy()
})

test("[H7] a contact saved from a ticket is linked to it and to the number's other tickets, and then known by name", async () => {
  const made = await account()
  const customerNumber = "+819012345678"
  const tickets = [
    await insertTicket(db.pool, made, { customerNumber }),
    await insertTicket(db.pool, made, { customerNumber, status: "done" }),
  ]
  const other = await insertTicket(db.pool, made, { customerNumber: "+819012345679" })
  const id = await save(made.member("writer"), {
    ticket_id: tickets[0],
    name: " 久保田 浩二 ",
    company: "小料理ひさご",
    phones: [{ number: customerNumber, label: "携帯" }],
    emails: [{ email: "kubota@hisago.example", label: null }],
  })
  const { rows } = await db.query("select id, contact_id from public.tickets where account_id = $1", [
    made.id,
  ])
  expect(Object.fromEntries(rows.map((row) => [row.id, row.contact_id]))).toEqual({
    [tickets[0] ?? ""]: id,
    [tickets[1] ?? ""]: id,
    [other]: null,
  })
  const list = await as(db.pool, made.member("reader"), async (client) => {
    const inbox = made.inbox().id
    return call<{ rows: { id: string; contact_id: string }[]; contacts: object[] }>(
      client,
      "public.list_tickets($1, 'open')",
      [inbox],
    )
  })
  expect(list.rows.find((row) => row.contact_id === id)?.id).toBe(tickets[0])
  expect(list.contacts).toEqual([{ id, name: "久保田 浩二", company: "小料理ひさご" }])
})

test("[H7] a list of phones given replaces the kept one, a list left out stays", async () => {
  const made = await account()
  const writer = made.member("writer")
  const id = await save(writer, {
    address_book_id: made.addressBookId,
    name: "大野",
    phones: [{ number: "+81345678901", label: "会社" }],
  })
  const phones = async () =>
    (await db.query("select number from public.contact_phones where contact_id = $1 order by number", [id]))
      .rows
  await save(writer, { id, revision: 1, name: "大野 由紀子" })
  expect(await phones()).toEqual([{ number: "+81345678901" }])
  await save(writer, {
    id,
    revision: 2,
    name: "大野 由紀子",
    phones: [{ number: "+819011112222", label: null }],
  })
  expect(await phones()).toEqual([{ number: "+819011112222" }])
})

test("[H7] a form that is older than the contact is refused and changes nothing, and told which revision stands there", async () => {
  const made = await account()
  const writer = made.member("writer")
  const id = await save(writer, { address_book_id: made.addressBookId, name: "大野", note: "朝に電話" })
  await save(writer, {
    id,
    revision: 1,
    name: "大野",
    note: "夜に電話",
    phones: [{ number: "+81345678901", label: null }],
  })
  for (const stale of [{ revision: 1 }, { revision: null }, {}]) {
    await expect(save(writer, { id, ...stale, name: "大野", note: null, phones: [] })).rejects.toMatchObject({
      message: "contact_conflict",
      detail: "2",
    })
  }
  const { rows } = await db.query(
    "select note, (select count(*)::int from public.contact_phones p where p.contact_id = c.id) as phones from public.contacts c where id = $1",
    [id],
  )
  expect(rows).toEqual([{ note: "夜に電話", phones: 1 }])
})

test("[H7] of two saves of one contact at the same moment one is told", async () => {
  const made = await account()
  const writer = made.member("writer")
  const id = await save(writer, { address_book_id: made.addressBookId, name: "大野" })
  const both = await Promise.allSettled(
    ["朝", "夜"].map((note) => save(writer, { id, revision: 1, name: "大野", note })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
})

test("[H7] the same form saved five times at once makes one contact", async () => {
  const made = await account()
  const ticketId = await insertTicket(db.pool, made, { customerNumber: "+819012345678" })
  const newId = crypto.randomUUID()
  const form = {
    new_id: newId,
    ticket_id: ticketId,
    name: "久保田",
    phones: [{ number: "+819012345678", label: null }],
  }
  const ids = await Promise.all(Array.from({ length: 5 }, () => save(made.member("writer"), form)))
  expect(new Set(ids)).toEqual(new Set([newId]))
  const { rows } = await db.query("select id from public.contacts where account_id = $1", [made.id])
  expect(rows).toEqual([{ id: newId }])
})

test("[K10] an id that is somebody else's contact makes nothing and tells nothing", async () => {
  const [mine, theirs] = [await account(), await account()]
  const id = await save(theirs.member("writer"), { address_book_id: theirs.addressBookId, name: "秘密" })
  const form = { new_id: id, address_book_id: mine.addressBookId, name: "久保田" }
  await expect(save(mine.member("writer"), form)).rejects.toMatchObject({ message: "not_allowed" })
})

test.each([
  "kubota@hisago.example?bcc=all@rival.example",
  "kubota@hisago.example&cc=x@y.z",
  "a b@c.d",
  "nobody",
  `${"a".repeat(250)}@b.example`,
])("[H7] the mail address %s is refused by the table itself", async (email) => {
  const made = await account()
  const form = { address_book_id: made.addressBookId, name: "久保田", emails: [{ email, label: null }] }
  await expect(save(made.member("writer"), form)).rejects.toMatchObject({ code: "23514" })
})

test("[H7] a contact has at most twenty numbers, also when they come by two at once", async () => {
  const made = await account()
  const writer = made.member("writer")
  const numbers = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ number: `+8190${10_000_000 + from + at}`, label: null }))
  const form = { address_book_id: made.addressBookId, name: "久保田" }
  await expect(save(writer, { ...form, phones: numbers(0, 21) })).rejects.toMatchObject({ code: "23514" })
  const id = await save(writer, { ...form, phones: numbers(0, 10) })
  const add = (from: number) =>
    as(db.pool, writer, (client) =>
      client.query(
        `insert into public.contact_phones (account_id, address_book_id, contact_id, number)
         select $1, $2, $3, number from jsonb_to_recordset($4) as n (number text)`,
        [made.id, made.addressBookId, id, JSON.stringify(numbers(from, 10))],
      ),
    )
  const added = await Promise.allSettled([add(100), add(200)])
  expect(added.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
})

test("[H7] linking a ticket needs Operator in its inbox, and a refused link leaves no contact behind", async () => {
  const made = await account()
  const ticketId = await insertTicket(db.pool, made, { customerNumber: "+819012345678" })
  await expect(save(made.member("clerk"), { ticket_id: ticketId, name: "久保田" })).rejects.toMatchObject({
    message: "not_allowed",
  })
  const { rows } = await db.query("select count(*)::int as kept from public.contacts where account_id = $1", [
    made.id,
  ])
  expect(rows[0].kept).toBe(0)
})
