import type { AccountOptions, TestAccount } from "../../support/accounts.ts"
import { type CallRow, insertCall, insertMemo, insertTicket } from "./calls.ts"
import type { openDatabase } from "./database.ts"

type Db = ReturnType<typeof openDatabase>

export interface OwnMemo {
  account: TestAccount
  call: CallRow
  ticketId: string
  messageId: string
}

const people: AccountOptions["members"] = {
  owner: { role: "owner" },
  assistant: { inboxes: { 0: "assistant" } },
  colleague: { inboxes: { 0: "assistant" } },
  operator: { inboxes: { 0: "operator" }, book: "operator" },
  outsider: {},
}

/** A ticket with the memo of a conversation that the member `assistant` had. */
export async function assistantsMemo(db: Db): Promise<OwnMemo> {
  const account = await db.createAccount({ members: people ?? {} })
  const call = await insertCall(db.pool, account)
  const ticketId = await insertTicket(db.pool, account, { customerNumber: call.customerNumber })
  const memberId = account.member("assistant").id
  const messageId = await insertMemo(db.pool, { call, ticketId, memberId })
  return { account, call, ticketId, messageId }
}
