import { expect, test } from "vitest"
import { insertCall, insertMemo, insertOffer, insertTicket } from "./support/calls.ts"
import { openDatabase } from "./support/database.ts"
import { waitForLocks } from "./support/locks.ts"

const db = openDatabase()
const refusal = { code: "23514", constraint: "call_offers_member_has_rights" }

test("[A11] nobody is offered a call of an inbox where they have no role, are disabled or have no phone", async () => {
  const account = await db.createAccount({
    inboxes: ["One", "Two"],
    members: {
      assistant: { inboxes: { 0: "assistant" } },
      elsewhere: { inboxes: { 1: "admin" } },
      disabled: { inboxes: { 0: "operator" }, isDisabled: true },
      deskless: { inboxes: { 0: "operator" }, isPhoneUser: false },
    },
  })
  const call = await insertCall(db.pool, account)
  for (const key of ["elsewhere", "disabled", "deskless"]) {
    await expect(insertOffer(db.pool, account, call, account.member(key).id), key).rejects.toMatchObject(
      refusal,
    )
  }
  await expect(insertOffer(db.pool, account, call, account.member("assistant").id)).resolves.toBeTruthy()
})

test("[A11] an offer made while the right is being taken away is refused", async () => {
  const account = await db.createAccount()
  const agent = account.member("first").id
  const call = await insertCall(db.pool, account)
  const remover = await db.pool.connect()
  try {
    await remover.query("begin")
    await remover.query("delete from public.inbox_members where member_id = $1", [agent])
    const offer = insertOffer(db.pool, account, call, agent).then(
      () => "made",
      (error) => error.constraint,
    )
    await waitForLocks(db, "insert into public.call_offers")
    await remover.query("commit")
    expect(await offer).toBe(refusal.constraint)
  } finally {
    remover.release()
  }
})

test("[A11] a memo is not made for somebody without a role in its inbox", async () => {
  const account = await db.createAccount({ members: { outsider: { role: "owner" } } })
  const call = await insertCall(db.pool, account)
  const ticketId = await insertTicket(db.pool, account, { customerNumber: call.customerNumber })
  await expect(
    insertMemo(db.pool, { call, ticketId, memberId: account.member("outsider").id }),
  ).rejects.toMatchObject({ constraint: "call_memos_member_has_rights" })
})
