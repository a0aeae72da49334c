import { expect, test } from "vitest"
import { as, openDatabase } from "./support/database.ts"

const db = openDatabase()
const refused = { code: "42501" }

test("[A1] a member cannot raise their own roles, the owner can raise others'", async () => {
  const account = await db.createAccount({
    members: { owner: { role: "owner" }, admin: { inboxes: { 0: "admin" }, book: "manager" } },
  })
  const admin = account.member("admin")
  const attempts = [
    `update public.members set role = 'owner' where id = '${admin.id}'`,
    `update public.inbox_members set role = 'admin' where member_id = '${admin.id}'`,
    `update public.address_book_members set role = 'manager' where member_id = '${admin.id}'`,
  ]
  for (const statement of attempts) {
    const byThemselves = await as(db.pool, admin, (client) => client.query(statement))
    expect(byThemselves.rowCount, statement).toBe(0)
  }
  for (const statement of attempts) {
    const byTheOwner = await as(db.pool, account.member("owner"), (client) => client.query(statement))
    expect(byTheOwner.rowCount, statement).toBe(1)
  }
})

test("[A1] not even the owner moves a row to another account or writes what only the service writes", async () => {
  const account = await db.createAccount()
  const stranger = await db.createAccount()
  const owner = account.member("owner")
  const attempts = [
    `update public.members set account_id = '${stranger.id}'`,
    `update public.members set user_id = gen_random_uuid()`,
    "update public.accounts set next_ticket_number = 1",
    "update public.entitlements set pro_course = true",
    "update public.inboxes set epoch = 1",
    "update public.agent_presence set status = 'available'",
    "update public.phone_numbers set number = '+81312340000'",
    "delete from public.members",
  ]
  for (const statement of attempts) {
    await expect(
      as(db.pool, owner, (client) => client.query(statement)),
      statement,
    ).rejects.toMatchObject(refused)
  }
})

test("[A1] an account keeps at least one owner, also when two step down at the same time", async () => {
  const account = await db.createAccount({ members: { one: { role: "owner" }, two: { role: "owner" } } })
  const [one, two] = [account.member("one"), account.member("two")]
  const results = await Promise.allSettled([
    as(db.pool, one, (client) =>
      client.query("update public.members set role = 'member' where id = $1", [one.id]),
    ),
    as(db.pool, two, (client) =>
      client.query("update public.members set disabled_at = now() where id = $1", [two.id]),
    ),
  ])
  const lost = results.filter((result) => result.status === "rejected").map(({ reason }) => reason.constraint)
  expect(lost).toEqual(["members_keep_an_owner"])
})

test("a ticket is assigned to people of its inbox only", async () => {
  const account = await db.createAccount()
  const { rows } = await db.query(
    "insert into public.tickets (account_id, inbox_id, number) values ($1, $2, 1) returning id",
    [account.id, account.inbox().id],
  )
  const assign = (key: string) =>
    as(db.pool, account.member("first"), (client) =>
      client.query("update public.tickets set assignee_id = $2 where id = $1", [
        rows[0].id,
        account.member(key).id,
      ]),
    )
  await expect(assign("owner")).rejects.toMatchObject({ constraint: "tickets_assignee_has_rights" })
  await expect(assign("second")).resolves.toMatchObject({ rowCount: 1 })
})
