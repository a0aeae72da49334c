import { expect, test } from "vitest"
import { insertCall, insertMemo } from "./support/calls.ts"
import { as, call, openDatabase } from "./support/database.ts"
import { assistantsMemo } from "./support/ticket.ts"

const db = openDatabase()

async function memo() {
  const made = await assistantsMemo(db)
  const record = (key: string, revision: number, status?: string) =>
    as(db.pool, made.account.member(key), (client) =>
      call<{ ticket_status: string; recorded_at: string; revision: number }>(
        client,
        `public.record_memo($1, $2, 'Boiler', 'No hot water'${status ? ", p_status => $3" : ""})`,
        status ? [made.messageId, revision, status] : [made.messageId, revision],
      ),
    )
  const ticket = async () =>
    (
      await db.query("select status, subject, last_message_preview from public.tickets where id = $1", [
        made.ticketId,
      ])
    ).rows[0]
  return { ...made, record, ticket }
}

test("[H2] recording sets the ticket to done and gives it the memo's subject", async () => {
  const { record, ticket } = await memo()
  const answer = await record("assistant", 1)
  expect(answer).toMatchObject({ revision: 2, ticket_status: "done" })
  expect(answer.recorded_at).toBeTruthy()
  expect(await ticket()).toEqual({ status: "done", subject: "Boiler", last_message_preview: "No hot water" })
})

test.each(["open", "on_hold", "no_action"])("[H3] recording with %s sets that status", async (status) => {
  const { record, ticket } = await memo()
  await record("assistant", 1, status)
  expect((await ticket()).status).toBe(status)
})

test("[H2] a ticket that has a subject keeps it", async () => {
  const { record, ticket, ticketId } = await memo()
  await db.query("update public.tickets set subject = 'Kept' where id = $1", [ticketId])
  await record("assistant", 1)
  expect((await ticket()).subject).toBe("Kept")
})

test("[H6] the history says who recorded and which status followed", async () => {
  const { record, account, ticketId, messageId } = await memo()
  await record("assistant", 1, "on_hold")
  await record("operator", 2, "done")
  const { rows } = await db.query(
    "select action, member_id, detail from public.operation_log where ticket_id = $1 order by id",
    [ticketId],
  )
  const [assistant, operator] = [account.member("assistant").id, account.member("operator").id]
  expect(rows.map(({ action, member_id }) => [action, member_id])).toEqual([
    ["memo_recorded", assistant],
    ["status_changed", assistant],
    ["subject_changed", assistant],
    ["memo_recorded", operator],
    ["status_changed", operator],
  ])
  expect(rows[0].detail).toEqual({ message_id: messageId })
  expect(rows[1].detail).toEqual({ from: "open", to: "on_hold" })
})

test("[H2] ten presses of 「記録」 at once are one recording in the history", async () => {
  const { account, messageId, ticketId } = await memo()
  const press = () =>
    as(db.pool, account.member("assistant"), (client) =>
      call(client, "public.record_memo($1, 1, 'Boiler', 'No hot water')", [messageId]),
    )
  await Promise.all(Array.from({ length: 10 }, press))
  const { rows } = await db.query(
    "select action from public.operation_log where ticket_id = $1 order by id",
    [ticketId],
  )
  expect(rows.map(({ action }) => action)).toEqual(["memo_recorded", "status_changed", "subject_changed"])
})

test("[H6] settling, labelling and handling twice at once is logged once", async () => {
  const { account, ticketId } = await memo()
  const twice = (expression: string, values: unknown[]) =>
    Promise.all(
      [1, 2, 3].map(() =>
        as(db.pool, account.member("operator"), (client) => call(client, expression, values)),
      ),
    )
  await twice("public.set_ticket_status($1, 'on_hold')", [ticketId])
  await twice("public.set_ticket_subject($1, 'Leak')", [ticketId])
  const { rows } = await db.query(
    "select action from public.operation_log where ticket_id = $1 order by id",
    [ticketId],
  )
  expect(rows.map(({ action }) => action)).toEqual(["status_changed", "subject_changed"])
})

test("[H2] once recorded, an assistant's own memo sets no status any more; the same again changes and logs nothing", async () => {
  const { record, ticket, account, ticketId, messageId } = await memo()
  await record("assistant", 1)
  const logged = async () =>
    (await db.query("select count(*)::int as n from public.operation_log where ticket_id = $1", [ticketId]))
      .rows[0].n
  const before = await logged()
  for (const status of ["open", "on_hold", "no_action"]) {
    await expect(record("assistant", 2, status), status).rejects.toMatchObject({ message: "not_allowed" })
  }
  await record("assistant", 2, "done")
  expect((await ticket()).status).toBe("done")
  expect(await logged()).toBe(before)
  // Reopened by somebody who may: not even the usual status is theirs to set back.
  await as(db.pool, account.member("operator"), (client) =>
    call(client, "public.set_ticket_status($1, 'open')", [ticketId]),
  )
  await expect(record("assistant", 2, "done")).rejects.toMatchObject({ message: "not_allowed" })
  // Their own text they may still mend.
  await as(db.pool, account.member("assistant"), (client) =>
    call(client, "public.record_memo($1, 2, 'Boiler', 'Pipe frozen', 'open')", [messageId]),
  )
  expect(await ticket()).toMatchObject({ status: "open", last_message_preview: "Pipe frozen" })
  await record("operator", 3, "no_action")
  expect((await ticket()).status).toBe("no_action")
})

test("[E8] recording the memo of the call just finished ends the work after it, an older memo does not", async () => {
  const { record, account, ticketId } = await memo()
  const assistant = account.member("assistant")
  const finished = await insertCall(db.pool, account, { ticketId })
  const newer = await insertMemo(db.pool, { call: finished, ticketId, memberId: assistant.id })
  await db.query(
    "update public.agent_presence set after_call_until = now() + interval '1 minute' where member_id = $1",
    [assistant.id],
  )
  const until = async () =>
    (
      await db.query("select after_call_until from public.agent_presence where member_id = $1", [
        assistant.id,
      ])
    ).rows[0].after_call_until
  await record("assistant", 1)
  expect(await until()).not.toBeNull()
  await as(db.pool, assistant, (client) =>
    call(client, "public.record_memo($1, 1, 'Boiler', 'No hot water')", [newer]),
  )
  expect(await until()).toBeNull()
})

test("[H2] an assistant sets a status in recording an own memo, and in no other way", async () => {
  const { account, ticketId, record, ticket } = await memo()
  const assistant = account.member("assistant")
  for (const expression of [
    "public.set_ticket_status($1, 'no_action')",
    "public.set_ticket_subject($1, 'x')",
  ]) {
    await expect(
      as(db.pool, assistant, (client) => call(client, expression, [ticketId])),
      expression,
    ).rejects.toMatchObject({ message: "not_allowed" })
  }
  const direct = await as(db.pool, assistant, (client) =>
    client.query("update public.tickets set status = 'no_action' where id = $1", [ticketId]),
  )
  expect(direct.rowCount).toBe(0)
  await expect(record("colleague", 1)).rejects.toMatchObject({ message: "memo_not_yours" })
  expect((await ticket()).status).toBe("open")
  await as(db.pool, account.member("operator"), (client) =>
    call(client, "public.set_ticket_status($1, 'on_hold')", [ticketId]),
  )
  expect((await ticket()).status).toBe("on_hold")
})
