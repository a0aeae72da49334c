import { expect, test } from "vitest"
import { as, openDatabase } from "./support/database.ts"
import { assistantsMemo } from "./support/ticket.ts"

const db = openDatabase()

/** Everything a member may change through a function, as one document. */
async function state(accountId: string): Promise<unknown> {
  const { rows } = await db.query(
    `select
       (select jsonb_agg(to_jsonb(t) order by t.id) from public.tickets t where t.account_id = $1) as tickets,
       (select jsonb_agg(to_jsonb(m) order by m.message_id) from public.call_memos m where m.account_id = $1) as memos,
       (select jsonb_agg(to_jsonb(l) order by l.ticket_id, l.label_id) from public.ticket_labels l where l.account_id = $1) as labels,
       (select jsonb_agg(to_jsonb(c) order by c.id) from public.contacts c where c.account_id = $1) as contacts,
       (select jsonb_agg(to_jsonb(p) order by p.member_id) from public.agent_presence p where p.account_id = $1) as presence,
       (select jsonb_agg(c.password_hash order by c.member_id) from public.phone_credentials c where c.account_id = $1) as passwords,
       (select count(*) from public.operation_log o where o.account_id = $1) as logged`,
    [accountId],
  )
  return rows[0]
}

/** Arguments that change something, by function; each is then called with one of them missing. */
async function calls() {
  const { account, ticketId, messageId } = await assistantsMemo(db)
  const { rows } = await db.query<{ id: string }>(
    "insert into public.labels (account_id, inbox_id, name) values ($1, $2, '至急') returning id",
    [account.id, account.inbox().id],
  )
  const label = rows[0]?.id
  await db.query(
    "insert into public.ticket_labels (account_id, inbox_id, ticket_id, label_id) values ($1, $2, $3, $4)",
    [account.id, account.inbox().id, ticketId, label],
  )
  await db.query("update public.call_memos set subject = 'kept', revision = 3 where message_id = $1", [
    messageId,
  ])
  const { phonePassword } = account.member("operator")
  const all: Record<string, unknown[]> = {
    "save_memo_draft(%, %, %, %)": [messageId, 3, "new", "new"],
    "record_memo(%, %, %, %, %::public.ticket_status)": [messageId, 3, "new", "new", "done"],
    "set_ticket_status(%, %::public.ticket_status)": [ticketId, "done"],
    "set_ticket_subject(%, %)": [ticketId, "new"],
    "label_ticket(%, %, %)": [ticketId, label, false],
    "handle_missed(%, %)": [messageId, true],
    "change_phone_password(%, %)": [phonePassword, "another-password"],
    "set_agent_status(%::public.agent_status)": ["available"],
    "save_contact(%)": [JSON.stringify({ address_book_id: account.addressBookId, name: "N" })],
  }
  return { account, all }
}

test("no function changes anything for a value that is missing", async () => {
  const { account, all } = await calls()
  const before = await state(account.id)
  for (const [signature, values] of Object.entries(all)) {
    for (const missing of values.keys()) {
      let place = 0
      const statement = `select public.${signature.replaceAll("%", () => `$${++place}`)}`
      const given = values.map((value, index) => (index === missing ? null : value))
      await as(db.pool, account.member("operator"), (client) => client.query(statement, given)).catch(
        () => undefined,
      )
      expect(await state(account.id), `${signature} without its value ${missing + 1}`).toEqual(before)
    }
  }
})

test("[H1] a memo saved without a revision overwrites nobody's text, and says so", async () => {
  const { account, all } = await calls()
  const [messageId] = all["save_memo_draft(%, %, %, %)"] ?? []
  const save = as(db.pool, account.member("assistant"), (client) =>
    client.query("select public.save_memo_draft($1, null, 'mine', 'mine')", [messageId]),
  )
  await expect(save).rejects.toMatchObject({ message: "invalid_input" })
})
