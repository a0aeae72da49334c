import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { testDistDir } from "../../local/product/build.ts"
import { startProduct } from "../../local/product/start.ts"
import type { Product } from "../../local/product/types.ts"
import { quickCarrier } from "../support/quick-carrier.ts"
import { eventually } from "./support/eventually.ts"
import { missCall, openLivePage } from "./support/live-page.ts"
import { type CallRow, callBecomes, leftBehind, memosOf } from "./support/tables.ts"
import { Tripwire } from "./support/tripwire.ts"
import { World } from "./support/world.ts"

// The app is killed with SIGKILL at the very moment named, by a tripwire between it and its neighbour, and started again.
// While it is down the provider's reports are lost, as they would be.

let product: Product
let database: Tripwire
let provider: Tripwire
let dataDir: string
let world: World

const kill = () => product.killApp()
const restart = () => product.startApp({ SUPABASE_URL: database.url, TWILIO_API_URL: provider.url })

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "toritsugi-crashes-"))
  chmodSync(dataDir, 0o755)
  const distDir = process.env.TEST_DIST_DIR ?? testDistDir()
  product = await startProduct({ dataDir, mode: "production", distDir, carrier: quickCarrier, log: () => {} })
  database = await Tripwire.before(product.supabase.url)
  provider = await Tripwire.before(product.carrier.url)
  await product.killApp()
  await restart()
})
afterAll(async () => {
  await product.stop()
  await database.close()
  await provider.close()
  rmSync(dataDir, { recursive: true, force: true })
})
beforeEach(async () => {
  world = await World.open({ offerSeconds: 8, maxWaitSeconds: 60, afterCallSeconds: 0 }, product)
})
afterEach(async () => {
  await world.carrier.setFaults({})
  await world.close()
})

const decided = (kind: string) => ({
  method: "POST",
  path: "/functions/v1/routing",
  body: `"${kind}"`,
  at: "response" as const,
})
const creation = { method: "POST", path: "/Participants" }
/** The customer is in the conference: on the way there their leg asks the app, and would be lost with it. */
const isCustomerThere = (call: CallRow) => call.provider_conference_id !== null

/** Calls, with `act` done at the creation of an agent's leg; resolves to the call's sid when it has been. */
async function callWithAct(at: "request" | "response", act: (sid: string) => Promise<void>): Promise<string> {
  const called = Promise.withResolvers<string>()
  const acted = provider.trip({ ...creation, at, act: async () => await act(await called.promise) })
  const { sid } = await world.call()
  called.resolve(sid)
  await acted
  return sid
}

async function killOnceCustomerIsThere(sid: string): Promise<void> {
  await callBecomes(world.db, sid, isCustomerThere)
  await kill()
}

/** Kills while the provider is far away: what the waiting customer asks meanwhile arrives when the app is back, however slow that is. */
async function killFarAway(): Promise<void> {
  await world.carrier.setFaults({ latencyMs: 12_000 })
  await kill()
}

async function hangUpAndEnd(sid: string): Promise<void> {
  await world.carrier.act(sid, { hangup: true })
  await callBecomes(world.db, sid, ({ state }) => state === "ended")
}

/** Nothing of the account is open, within the time all deadlines and sweeps need. */
async function nothingIsLeft(): Promise<void> {
  // Whether a customer is still there is asked every minute; the tests bring that minute forward.
  const hurry = `update public.call_effects set next_attempt_at = now()
    where account_id = $1 and kind = 'check_leg' and state = 'pending' and next_attempt_at > now() + interval '2 s'`
  const ask = async () => {
    await world.db.query(hurry, [world.account.id])
    return await leftBehind(world.db, world.account.id)
  }
  await eventually(ask, (left) => left.length === 0, 40_000)
}

describe("the app is killed", () => {
  test("between the decision and its effect: the effect is carried out after the restart, and the agent rings", async () => {
    await world.db.query("update public.queues set offer_seconds = 30 where account_id = $1", [
      world.account.id,
    ])
    const first = await world.agent("first", { answers: true })
    const killed = database.trip({ ...decided("offer_acknowledged"), act: killFarAway })
    const { sid } = await world.call()
    await killed
    await restart()
    await world.carrier.setFaults({})
    const call = await callBecomes(world.db, sid, ({ state }) => state === "talking", 25_000)
    expect(call.offers.map(({ member_id, state }) => [member_id, state])).toEqual([
      [first.member.id, "accepted"],
    ])
    await world.carrier.act(sid, { hangup: true })
    await nothingIsLeft()
  })

  test("between the creation of the agent's leg and its answer: the agent can still take the call", async () => {
    await world.db.query("update public.queues set offer_seconds = 30 where account_id = $1", [
      world.account.id,
    ])
    const first = await world.agent("first")
    const sid = await callWithAct("response", killOnceCustomerIsThere)
    await restart()
    const ring = await first.nextRing()
    first.phone.answer(ring.callSid)
    const call = await callBecomes(world.db, sid, ({ state }) => state === "talking", 25_000)
    expect(call.legs.find(({ role }) => role === "agent")?.provider_leg_id).toBe(ring.callSid)
    await world.carrier.act(sid, { hangup: true })
    await nothingIsLeft()
  })

  test("there, and the customer hangs up meanwhile: the ring stops, and the call is known as missed", async () => {
    const first = await world.agent("first")
    const sid = await callWithAct("response", killOnceCustomerIsThere)
    const ring = await first.nextRing()
    await world.carrier.act(sid, { hangup: true })
    await restart()
    await first.phone.untilCancelled(ring.callSid, 30_000)
    const call = await callBecomes(world.db, sid, ({ state }) => state === "ended", 40_000)
    expect(call.outcome).toBe("abandoned")
    expect(await memosOf(world.db, call.id)).toMatchObject([
      { kind: "missed_call", reason: "caller_gave_up" },
    ])
    await nothingIsLeft()
  })

  test("while it rings, until after the offer time: the next agent rings after the restart", async () => {
    const first = await world.agent("first")
    const second = await world.agent("second", { answers: true })
    const { sid } = await world.call()
    await first.nextRing()
    const isRinging = (call: CallRow) => call.offers[0]?.state === "ringing" && isCustomerThere(call)
    const { offers } = await callBecomes(world.db, sid, isRinging)
    await kill()
    const overdue = "select from public.call_offers where id = $1 and expires_at <= now()"
    await eventually(
      async () => (await world.db.query(overdue, [offers[0]?.id])).rowCount,
      (count) => count === 1,
      15_000,
    )
    await restart()
    const call = await callBecomes(world.db, sid, ({ state }) => state === "talking", 25_000)
    expect(call.offers.map(({ member_id, state }) => [member_id, state])).toEqual([
      [first.member.id, "lapsed"],
      [second.member.id, "accepted"],
    ])
    await world.carrier.act(sid, { hangup: true })
    await nothingIsLeft()
  })

  test("as the call arrives, after its decision: nothing of it stays open", async () => {
    await world.agent("first")
    const killed = database.trip({ ...decided("inbound_arrived"), act: kill })
    const { sid } = await world.call()
    await killed
    // The provider's fallback is down as well: it ends the call.
    await world.carrier.waitFor(
      sid,
      ({ status }) => ["completed", "failed", "busy", "no-answer"].includes(status),
      20_000,
    )
    await restart()
    const call = await callBecomes(world.db, sid, ({ state }) => state === "ended", 40_000)
    expect(call.outcome).toBe("abandoned")
    await nothingIsLeft()
  })

  test("as the customer hangs up while it rings: the ring stops after the restart", async () => {
    const first = await world.agent("first")
    const { sid } = await world.call()
    const ring = await first.nextRing()
    await callBecomes(world.db, sid, (call) => call.offers[0]?.state === "ringing" && isCustomerThere(call))
    const killed = database.trip({ ...decided("leg_ended"), at: "request", act: kill })
    await world.carrier.act(sid, { hangup: true })
    await killed
    await restart()
    await first.phone.untilCancelled(ring.callSid, 30_000)
    await nothingIsLeft()
  })

  test("while two people talk, and both hang up: the conversation has ended after the restart", async () => {
    await world.agent("first", { answers: true })
    const { sid } = await world.call()
    await callBecomes(world.db, sid, ({ state }) => state === "talking")
    await kill()
    await world.carrier.act(sid, { hangup: true })
    await restart()
    await nothingIsLeft()
    expect(await callBecomes(world.db, sid, () => true)).toMatchObject({
      state: "ended",
      outcome: "answered",
    })
  })
})

describe("the customer hangs up", () => {
  test("between the creation of the agent's leg and its answer: the leg is ended when its name is known", async () => {
    const first = await world.agent("first")
    const sid = await callWithAct("response", hangUpAndEnd)
    const ring = await first.nextRing()
    await first.phone.untilCancelled(ring.callSid)
    const call = await callBecomes(world.db, sid, ({ state }) => state === "ended")
    expect(call).toMatchObject({ outcome: "abandoned", reason: "caller_gave_up" })
    await nothingIsLeft()
  })

  test("between the decision to create it and the request: the provider refuses, or the leg ends at once", async () => {
    const first = await world.agent("first")
    await callWithAct("request", hangUpAndEnd)
    await nothingIsLeft()
    await eventually(
      async () => first.phone.ringing.size,
      (count) => count === 0,
    )
  })
})

describe("[K11] no decision can be had", () => {
  const refuse = () => Promise.reject(new Error("out of order"))

  test("once: the fallback asks again, and the call goes on as if nothing had been", async () => {
    const first = await world.agent("first", { answers: true })
    const refused = database.trip({ ...decided("inbound_arrived"), at: "request", act: refuse })
    const { sid } = await world.call()
    await refused
    await callBecomes(world.db, sid, ({ state }) => state === "talking")
    expect(first.phone.talking.size).toBe(1)
  })

  test("though one was made, and its answer was lost: the fallback gets the same one, not a second call", async () => {
    await world.agent("first", { answers: true })
    const refused = database.trip({ ...decided("inbound_arrived"), at: "response", act: refuse })
    const { sid } = await world.call()
    await refused
    const call = await callBecomes(world.db, sid, ({ state }) => state === "talking")
    expect(call.offers).toHaveLength(1)
  })
})

test("[E3][K3] an agent whose machine vanishes while it rings is noticed by the missing heartbeat", async () => {
  await world.db.query("update public.queues set offer_seconds = 60 where account_id = $1", [
    world.account.id,
  ])
  const first = await world.agent("first")
  const second = await world.agent("second")
  const { sid } = await world.call()
  await first.nextRing()
  await first.vanish()
  await second.nextRing(25_000)
  const call = await callBecomes(world.db, sid, ({ offers }) => offers.length === 2)
  expect(call.offers[0]?.state).toBe("agent_left")
})

test("[K7] a page whose database and realtime server were killed shows the truth in every list, and on the phone, and hears again", async () => {
  const { ticket, number, session } = await missCall(world)
  const page = await openLivePage(world, "second", ticket)
  await page.isLive()
  await page.showsTheTruth()
  const stack = product.processes().find(({ name }) => name === "supabase")
  if (!stack) throw new Error("no stack to kill")
  process.kill(stack.pid, "SIGKILL")
  await eventually(
    async () => page.registry.currentHealth(),
    (health) => health !== "live",
  )
  // As soon as anything can be changed again, and before the page has found its way back.
  await eventually(
    async () => session.client.rpc("set_ticket_status", { p_ticket_id: ticket.id, p_status: "done" }),
    ({ error }) => error === null,
    30_000,
  )
  await page.isLive()
  await page.showsTheTruth()
  page.forgetReads()
  const agent = await world.agent("first", { answers: true })
  const { sid } = await world.call({ from: number })
  await callBecomes(world.db, sid, ({ state }) => state === "talking", 20_000)
  await page.showsTheTruth()
  expect(page.reads()).toEqual(Object.fromEntries(page.lists.map(({ name }) => [name, 0])))
  await world.carrier.act(sid, { hangup: true })
  await nothingIsLeft()
  await agent.stop()
  await page.close()
})
