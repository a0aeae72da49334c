import { afterEach, describe, expect, test } from "vitest"
import { callBecomes, leftBehind, memosOf } from "./support/tables.ts"
import { World } from "./support/world.ts"

let world: World

afterEach(() => world.close())

const ended = ({ state }: { state: string }) => state === "ended"

describe("a caller nobody is to be rung for", () => {
  test("[A6] withholds the number: hears why, rings nobody, is kept as refused", async () => {
    world = await World.open()
    const agent = await world.agent("first")
    const { sid } = await world.call({ withheld: true })
    await world.carrier.waitFor(sid, ({ status }) => status === "completed")
    const call = await callBecomes(world.db, sid, ended)
    expect(call).toMatchObject({
      outcome: "refused",
      reason: "withheld_number",
      customer_number: null,
      offers: [],
    })
    expect(await memosOf(world.db, call.id)).toEqual([])
    expect(agent.phone.ringing.size).toBe(0)
  })

  test("[A5] calls from overseas", async () => {
    world = await World.open()
    const agent = await world.agent("first")
    const { sid } = await world.call({ from: "+14155550123" })
    await world.carrier.waitFor(sid, ({ status }) => status === "completed")
    const call = await callBecomes(world.db, sid, ended)
    expect(call).toMatchObject({ outcome: "refused", reason: "overseas", offers: [] })
    expect(agent.phone.ringing.size).toBe(0)
  })

  test("[A2] calls an account without the phone option and hears so", async () => {
    world = await World.open({ cloudPhone: false })
    const { sid } = await world.call()
    const view = await world.carrier.waitFor(sid, ({ status }) => status === "completed")
    expect(JSON.stringify(view.moments)).toContain("Say")
    expect(await callBecomes(world.db, sid, ended)).toMatchObject({ outcome: "refused", reason: "phone_off" })
  })

  test("calls a number that is the carrier's but nobody's here: rejected, and nothing is kept", async () => {
    world = await World.open()
    await world.db.query("delete from public.phone_numbers where account_id = $1", [world.account.id])
    const { sid } = await world.call()
    const view = await world.carrier.waitFor(sid, ({ status }) =>
      ["busy", "failed", "no-answer"].includes(status),
    )
    expect(view.durationSeconds).toBe(0)
    const { rows } = await world.db.query("select from public.call_legs where provider_leg_id = $1", [sid])
    expect(rows).toEqual([])
  })

  test("hears a rejection without an answer where a refusal may not cost", async () => {
    world = await World.open()
    await world.db.query("update public.phone_numbers set refusal_answers = false where account_id = $1", [
      world.account.id,
    ])
    const { sid } = await world.call({ withheld: true })
    await world.carrier.waitFor(sid, ({ status }) => ["busy", "failed", "no-answer"].includes(status))
    expect(await callBecomes(world.db, sid, ended)).toMatchObject({ outcome: "refused" })
  })
})

describe("[J1] a call nobody takes", () => {
  test("out of hours", async () => {
    world = await World.open({ hours: "closed" })
    await world.agent("first")
    const { sid } = await world.call()
    await world.carrier.waitFor(sid, ({ status }) => status === "completed")
    const call = await callBecomes(world.db, sid, ended)
    expect(call).toMatchObject({ outcome: "missed", reason: "out_of_hours", offers: [] })
    expect(await memosOf(world.db, call.id)).toMatchObject([{ kind: "missed_call", reason: "out_of_hours" }])
  })

  test("with nobody signed in", async () => {
    world = await World.open()
    const { sid } = await world.call()
    await world.carrier.waitFor(sid, ({ status }) => status === "completed")
    const call = await callBecomes(world.db, sid, ended)
    expect(call).toMatchObject({ outcome: "missed", reason: "nobody_available" })
  })

  test("[B7] with everybody offline", async () => {
    world = await World.open()
    const agent = await world.agent("first")
    await agent.session.client.rpc("set_agent_status", { p_status: "offline" })
    const { sid } = await world.call()
    const call = await callBecomes(world.db, sid, ended)
    expect(call).toMatchObject({ outcome: "missed", reason: "nobody_available", offers: [] })
  })

  test("[A11] whose only free agent has no role in the inbox: the agent is not rung", async () => {
    world = await World.open({ members: { owner: { role: "owner" }, agent: { queues: [0] } } })
    const agent = await world.agent("agent")
    const { sid } = await world.call()
    const call = await callBecomes(world.db, sid, ended)
    expect(call).toMatchObject({ reason: "nobody_available", offers: [] })
    expect(agent.phone.ringing.size).toBe(0)
  })

  test("when the longest wait is over: the closing words, then a missed call with its ticket", async () => {
    world = await World.open({ offerSeconds: 5, maxWaitSeconds: 10 })
    await world.agent("first")
    const { sid } = await world.call()
    const call = await callBecomes(world.db, sid, ended, 25_000)
    expect(call).toMatchObject({ outcome: "missed", reason: "nobody_answered" })
    await world.carrier.waitFor(sid, ({ status }) => status === "completed")
    expect(await memosOf(world.db, call.id)).toMatchObject([
      { kind: "missed_call", reason: "nobody_answered", ticket_id: call.ticket_id },
    ])
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })
})
