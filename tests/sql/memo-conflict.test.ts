import { expect, test } from "vitest"
import { as, call, openDatabase } from "./support/database.ts"
import { assistantsMemo } from "./support/ticket.ts"

const db = openDatabase()

interface Saved {
  revision: number
  saved_at: string
}

async function memo() {
  const made = await assistantsMemo(db)
  const save = (key: string, revision: number, subject: string, body: string) =>
    as(db.pool, made.account.member(key), (client) =>
      call<Saved>(client, "public.save_memo_draft($1, $2, $3, $4)", [
        made.messageId,
        revision,
        subject,
        body,
      ]),
    )
  const text = async () =>
    (
      await db.query("select subject, body, revision from public.call_memos where message_id = $1", [
        made.messageId,
      ])
    ).rows[0]
  return { ...made, save, text }
}

test("[H1] a save from an older revision is refused, told what stands there, and changes nothing", async () => {
  const { account, save, text } = await memo()
  expect(await save("assistant", 1, "Boiler", "No hot water")).toMatchObject({ revision: 2 })
  expect(await save("operator", 2, "Boiler", "No hot water, error 111")).toMatchObject({ revision: 3 })
  const refusal = await save("assistant", 2, "Boiler", "Mine").catch((error) => error)
  expect(refusal).toMatchObject({ code: "P0001", message: "memo_conflict" })
  expect(JSON.parse(refusal.detail)).toEqual({
    revision: 3,
    subject: "Boiler",
    body: "No hot water, error 111",
    saved_by_name: account.member("operator").name,
  })
  expect(await text()).toEqual({ subject: "Boiler", body: "No hot water, error 111", revision: 3 })
})

test("[H1] of two saves from the same revision at the same moment one wins and the other is told", async () => {
  const { save, text } = await memo()
  const results = await Promise.allSettled([save("assistant", 1, "A", "a"), save("operator", 1, "B", "b")])
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  const lost = results.find((result) => result.status === "rejected")
  expect(lost?.reason.message).toBe("memo_conflict")
  expect((await text()).revision).toBe(2)
})

test("[H1] saving the same text again is no new revision, whatever revision it names", async () => {
  const { save } = await memo()
  const first = await save("assistant", 1, "Boiler", "No hot water")
  expect(await save("assistant", 1, "Boiler", "No hot water")).toEqual(first)
})

test("[H1] others' memos are an operator's to edit, not an assistant's; nobody outside the inbox finds one", async () => {
  const { save, text } = await memo()
  await expect(save("colleague", 1, "x", "x")).rejects.toMatchObject({ message: "memo_not_yours" })
  for (const key of ["owner", "outsider"]) {
    await expect(save(key, 1, "x", "x"), key).rejects.toMatchObject({ message: "not_found" })
  }
  expect(await text()).toEqual({ subject: "", body: "", revision: 1 })
})

test("[H1] a memo is written by the functions alone, not by an update of the table", async () => {
  const { account, messageId } = await memo()
  await expect(
    as(db.pool, account.member("operator"), (client) =>
      client.query("update public.call_memos set body = 'x' where message_id = $1", [messageId]),
    ),
  ).rejects.toMatchObject({ code: "42501" })
})
