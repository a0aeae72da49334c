import { expect, test } from "vitest"
import { flowSurroundings } from "../../supabase/functions/_shared/flows/loaded-surroundings.ts"
import { validate } from "../../supabase/functions/_shared/flows/validate.ts"
import type { TestAccount } from "../support/accounts.ts"
import { template } from "../support/call-context.ts"
import { block, flowOf, speech } from "../support/flows.ts"
import { openDatabase } from "./support/database.ts"

const db = openDatabase()
const members = {
  owner: { role: "owner" as const },
  agent: { inboxes: { 0: "assistant" as const }, queues: [0] },
  stranger: { queues: [0] },
}

/** A flow whose queue overflows to a voicemail. */
function withVoicemail(queueId: string) {
  return flowOf([
    block("queue", "queue", { queueId, overflow: "voicemail" }),
    block("voicemail", "voicemail"),
  ])
}

function publish(account: TestAccount, definition: unknown, name = "owner") {
  const p = { flow_id: account.inbox(0).flowId, user_id: account.member(name).userId, definition }
  return db.query<{ made: { id: string; version: number } }>("select public.publish_flow($1) as made", [
    JSON.stringify(p),
  ])
}

async function versionsOf(account: TestAccount) {
  const { rows } = await db.query(
    "select version, is_published from public.flow_versions where flow_id = $1 order by version",
    [account.inbox(0).flowId],
  )
  return rows
}

async function entitle(account: TestAccount, pro: boolean, customisation: boolean) {
  await db.query(
    "update public.entitlements set pro_course = $2, flow_customisation = $3 where account_id = $1",
    [account.id, pro, customisation],
  )
}

test("[S2] a flow that is published is the one that calls follow, and what was before is kept as it was", async () => {
  const account = await db.createAccount({ members })
  const { queueId, number } = account.inbox(0)
  const { rows } = await publish(account, template(queueId, { greeting: "新しいご案内です。" }))
  expect(rows[0]?.made.version).toBe(2)
  expect(await versionsOf(account)).toEqual([
    { version: 1, is_published: false },
    { version: 2, is_published: true },
  ])
  const arrival = await db.query<{ version: string; queue: string }>(
    `select s -> 'number' ->> 'flow_version_id' as version, s -> 'flow_queues' -> 0 -> 'queue' ->> 'id' as queue
     from private.arrival_setting($1, null) s`,
    [number],
  )
  expect(arrival.rows).toEqual([{ version: rows[0]?.made.id, queue: queueId }])
  await expect(
    db.query("update public.flow_versions set definition = $2 where flow_id = $1", [
      account.inbox(0).flowId,
      JSON.stringify(template(queueId)),
    ]),
  ).rejects.toThrow("append-only")
})

test("[S2] two who publish at once make two versions, of which one is published", async () => {
  const account = await db.createAccount({ members })
  const { queueId } = account.inbox(0)
  await Promise.all([publish(account, template(queueId)), publish(account, template(queueId))])
  expect(await versionsOf(account)).toEqual([
    { version: 1, is_published: false },
    { version: 2, is_published: false },
    { version: 3, is_published: true },
  ])
})

test("[A1] nobody but the account's owner publishes, nor is told what a flow stands in", async () => {
  const account = await db.createAccount({ members })
  const other = await db.createAccount({ members })
  const { flowId, queueId } = account.inbox(0)
  await expect(publish(account, template(queueId), "agent")).rejects.toThrow("not_found")
  for (const user of [account.member("agent").userId, other.member("owner").userId]) {
    const { rows } = await db.query("select public.flow_surroundings($1, $2) as told", [flowId, user])
    expect(rows).toEqual([{ told: null }])
  }
  expect(await versionsOf(account)).toHaveLength(1)
})

test.each([
  { pro: false, customisation: false },
  { pro: true, customisation: false },
  { pro: false, customisation: true },
])(
  "[A3] the database refuses to publish a voicemail with %j, whoever asks",
  async ({ pro, customisation }) => {
    const account = await db.createAccount({ members })
    const { queueId, flowId } = account.inbox(0)
    await entitle(account, pro, customisation)
    await expect(publish(account, withVoicemail(queueId))).rejects.toThrow(
      "pro course and flow customisation",
    )
    const insert = (isPublished: boolean) =>
      db.query(
        "insert into public.flow_versions (account_id, flow_id, version, definition, is_published) values ($1, $2, 9, $3, $4)",
        [account.id, flowId, JSON.stringify(withVoicemail(queueId)), isPublished],
      )
    await db.query("update public.flow_versions set is_published = false where flow_id = $1", [flowId])
    await expect(insert(true)).rejects.toThrow("pro course and flow customisation")
    await insert(false)
    await expect(
      db.query("update public.flow_versions set is_published = true where flow_id = $1 and version = 9", [
        flowId,
      ]),
    ).rejects.toThrow("pro course and flow customisation")
  },
)

test("[A3] with both it publishes one", async () => {
  const account = await db.createAccount({ members })
  await entitle(account, true, true)
  await publish(account, withVoicemail(account.inbox(0).queueId))
  expect(await versionsOf(account)).toContainEqual({ version: 2, is_published: true })
})

test("[K10] a version cannot lead to another account's queue, and its own stay as long as it is told of", async () => {
  const [account, other] = [await db.createAccount({ members }), await db.createAccount({ members })]
  await expect(publish(account, template(other.inbox(0).queueId))).rejects.toThrow("foreign key")
  await expect(
    db.query("delete from public.queues where id = $1", [account.inbox(0).queueId]),
  ).rejects.toThrow("foreign key")
})

test("a version's queues are known in the order of its blocks, each once", async () => {
  const account = await db.createAccount({ members, inboxes: ["一", "二"] })
  const [one, two] = [account.inbox(0).queueId, account.inbox(1).queueId]
  const end = block("hangup", "end", { say: speech("失礼いたします。") })
  const { rows } = await publish(
    account,
    flowOf([
      block("queue", "a", { queueId: two, overflow: "b" }),
      block("queue", "b", { queueId: one, overflow: "c" }),
      block("queue", "c", { queueId: two, overflow: "end" }),
      end,
    ]),
  )
  const found = await db.query(
    "select queue_id from public.flow_version_queues where flow_version_id = $1 order by position",
    [rows[0]?.made.id],
  )
  expect(found.rows.map(({ queue_id }) => queue_id)).toEqual([two, one])
})

test("[E7][A11] what a flow stands in is told as it is: who answers, in which inboxes, and from which numbers", async () => {
  const account = await db.createAccount({ members })
  const { queueId, flowId, name, id } = account.inbox(0)
  const { rows } = await db.query("select public.flow_surroundings($1, $2) as told", [
    flowId,
    account.member("owner").userId,
  ])
  const surroundings = flowSurroundings.parse(rows[0]?.told)
  expect(surroundings).toMatchObject({
    hasVoicemail: false,
    numbers: [{ number: account.inbox(0).number, mayCall0800: true, inbox: { id, name } }],
    ownNumbers: [account.inbox(0).number],
  })
  const { faults, isPublishable } = validate(template(queueId), surroundings)
  expect(faults).toMatchObject([{ block: "queue", fault: "agents_without_role", inbox: name }])
  expect(isPublishable).toBe(true)
})
