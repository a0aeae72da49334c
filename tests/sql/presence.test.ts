import { expect, test } from "vitest"
import { insertCall, insertLiveLeg, insertOffer } from "./support/calls.ts"
import { as, call, openDatabase } from "./support/database.ts"
import { dialler, ringingOut } from "./support/dialling.ts"

const db = openDatabase()

async function presenceOf(viewer: { userId: string }, memberId: string) {
  const { rows } = await as(db.pool, viewer, (client) =>
    call<{ rows: Record<string, unknown>[] }>(client, "public.list_presence()"),
  )
  return rows.find((row) => row.member_id === memberId)
}

test("[B6] colleagues see status and activity, derived from offers and legs, and nothing of the call", async () => {
  const account = await db.createAccount({
    members: { viewer: {}, agent: { inboxes: { 0: "operator" } } },
  })
  const [viewer, agent] = [account.member("viewer"), account.member("agent")]
  expect(await presenceOf(viewer, agent.id)).toMatchObject({
    status: "offline",
    is_signed_in: false,
    activity: "none",
  })
  await as(db.pool, agent, (client) => client.query("select public.sign_in_phone($1)", [agent.phonePassword]))
  expect(await presenceOf(viewer, agent.id)).toMatchObject({ status: "available", is_signed_in: true })

  const waiting = await insertCall(db.pool, account)
  const offer = await insertOffer(db.pool, account, waiting, agent.id)
  expect(await presenceOf(viewer, agent.id)).toMatchObject({ activity: "ringing" })
  await db.query("update public.call_offers set state = 'accepted', decided_at = now() where id = $1", [
    offer,
  ])
  await insertLiveLeg(db.pool, waiting, agent.id)
  const talking = await presenceOf(viewer, agent.id)
  expect(talking).toMatchObject({ activity: "talking" })
  expect(JSON.stringify(talking)).not.toContain(waiting.customerNumber)
  expect(JSON.stringify(talking)).not.toContain(waiting.id)
})

test("[K3] a heartbeat older than twelve seconds is nobody signed in", async () => {
  const account = await db.createAccount()
  const agent = account.member("first")
  await as(db.pool, agent, (client) => client.query("select public.sign_in_phone($1)", [agent.phonePassword]))
  await db.query(
    "update public.phone_sessions set heartbeat_at = now() - interval '13 seconds' where member_id = $1",
    [agent.id],
  )
  expect(await presenceOf(account.member("second"), agent.id)).toMatchObject({ is_signed_in: false })
})

test("[K10] the presence of another account is not listed", async () => {
  const [mine, theirs] = [await db.createAccount(), await db.createAccount()]
  expect(await presenceOf(mine.member("owner"), theirs.member("first").id)).toBeUndefined()
})

test.each(["available", "offline"])(
  "[B7] who was %s before they dialled out is so again afterwards, since then",
  async (status) => {
    const account = await db.createAccount()
    const me = account.member("first")
    const ask = (expression: string) => as(db.pool, me, (client) => call(client, expression))
    await ask(`public.sign_in_phone('${me.phonePassword}')`)
    await ask(`public.set_agent_status('${status}', 'break')`)
    const chosen = async () => {
      const { rows } = await db.query(
        "select status, status_reason, status_cause, status_since from public.agent_presence where member_id = $1",
        [me.id],
      )
      return rows[0]
    }
    const before = await chosen()
    const { begin, hangUp } = await dialler(db, account, "first")
    const begun = await begin()
    expect(await presenceOf(account.member("second"), me.id)).toMatchObject({ activity: "dialling", status })
    await (await ringingOut(begun, me.id)).answers()
    expect(await presenceOf(account.member("second"), me.id)).toMatchObject({ activity: "talking", status })
    await hangUp(begun.legId)
    expect((await presenceOf(account.member("second"), me.id))?.activity).not.toBe("talking")
    expect(await chosen()).toEqual(before)
    expect(before.status).toBe(status)
  },
)
