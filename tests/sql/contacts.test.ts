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
    const page = await client.query("select * from public.list_tickets($1, 'open')", [made.inbox().id])
    return page.rows.filter((row) => row.contact_id === id)
  })
  expect(list).toMatchObject([{ contact_name: "久保田 浩二", company: "小料理ひさご" }])
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
  await save(writer, { id, name: "大野 由紀子" })
  expect(await phones()).toEqual([{ number: "+81345678901" }])
  await save(writer, { id, name: "大野 由紀子", phones: [{ number: "+819011112222", label: null }] })
  expect(await phones()).toEqual([{ number: "+819011112222" }])
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
