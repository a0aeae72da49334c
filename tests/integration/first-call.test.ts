import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { type CallRow, callBecomes, leftBehind, memosOf } from "./support/tables.ts"
import { World } from "./support/world.ts"

let world: World

beforeEach(async () => {
  world = await World.open({ offerSeconds: 5, maxWaitSeconds: 60 })
})
afterEach(() => world.close())

/** Both talk, and the report has come that names the conference they are in: either may be first. */
const isTalkingInRoom = (call: CallRow) => call.state === "talking" && call.provider_conference_id !== null

describe("an inbound call", () => {
  test("[E3][E4][E6][K5] rings the longest idle agent, is answered, and leaves a memo on the reserved ticket", async () => {
    const first = await world.agent("first")
    const second = await world.agent("second")
    const { sid, from } = await world.call()
    const ring = await first.nextRing()
    const ringing = await callBecomes(world.db, sid, ({ offers }) => offers[0]?.state === "ringing")
    expect(ringing.ticket_id).not.toBeNull()
    expect(ringing.customer_number).toBe(from)
    expect(second.phone.ringing.size).toBe(0)
    expect(ringing.offers[0]?.candidates.map(({ verdict }) => verdict)).toEqual(["chosen", "later"])

    first.phone.answer(ring.callSid)
    const talking = await callBecomes(world.db, sid, isTalkingInRoom)
    expect(await memosOf(world.db, talking.id)).toMatchObject([
      { kind: "call_memo", member_id: first.member.id, ended_at: null, ticket_id: ringing.ticket_id },
    ])
    const { conferences } = await world.carrier.state()
    const room = conferences.find(({ sid: id }) => id === talking.provider_conference_id)
    expect(room?.participants.filter(({ joined }) => joined)).toHaveLength(2)

    await world.carrier.act(sid, { hangup: true })
    await first.phone.untilHungUp(ring.callSid)
    const ended = await callBecomes(world.db, sid, ({ state }) => state === "ended")
    expect(ended).toMatchObject({ outcome: "answered", reason: null })
    const [memo] = await memosOf(world.db, ended.id)
    expect(memo?.ended_at).not.toBeNull()
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })

  test("[E3] goes on to the next agent when the offer time is up, and the first one's ring stops", async () => {
    const first = await world.agent("first")
    const second = await world.agent("second")
    const { sid } = await world.call()
    const ring = await first.nextRing()
    await first.phone.untilCancelled(ring.callSid)
    const next = await second.nextRing()
    second.phone.answer(next.callSid)
    const call = await callBecomes(world.db, sid, ({ state }) => state === "talking")
    expect(call.offers.map(({ member_id, state }) => [member_id, state])).toEqual([
      [first.member.id, "lapsed"],
      [second.member.id, "accepted"],
    ])
  })

  test("[E3] goes on at once when the agent declines, on the page or in the softphone", async () => {
    const first = await world.agent("first")
    const second = await world.agent("second")
    const { sid } = await world.call()
    const ring = await first.nextRing()
    const { offers } = await callBecomes(world.db, sid, () => true)
    expect(new URLSearchParams(ring.parameters.Params).get("leg")).toBe(offers[0]?.leg_id)
    const declined = await first.decline(offers[0]?.id ?? "")
    expect(declined.status).toBe(200)
    const next = await second.nextRing(4_000)
    second.phone.reject(next.callSid)
    const call = await callBecomes(world.db, sid, ({ offers }) => offers[1]?.state === "declined")
    expect(call.offers.map(({ state }) => state)).toEqual(["declined", "declined"])
    expect(call.state).toBe("queued")
  })

  test("[E3] goes on at once when the agent's tab closes while it rings", async () => {
    const first = await world.agent("first")
    const second = await world.agent("second")
    const { sid } = await world.call()
    await first.nextRing()
    await first.closeTab()
    await second.nextRing(4_000)
    const call = await callBecomes(world.db, sid, ({ offers }) => offers.length === 2)
    expect(call.offers[0]?.state).toBe("agent_left")
  })

  test("[K3] is offered to the next agent when the page does not acknowledge within 2 s", async () => {
    const first = await world.agent("first", { acknowledges: false })
    const second = await world.agent("second")
    const { sid } = await world.call()
    await second.nextRing(8_000)
    const call = await callBecomes(world.db, sid, ({ offers }) => offers.length === 2)
    expect(call.offers[0]).toMatchObject({ member_id: first.member.id, state: "unacknowledged" })
    expect(first.phone.ringing.size).toBe(0)
  })

  test("[K3] is offered to the next agent when the softphone's ring is not seen within 5 s", async () => {
    await world.db.query("update public.queues set offer_seconds = 20 where account_id = $1", [
      world.account.id,
    ])
    await world.agent("first", { seesRing: false })
    const second = await world.agent("second")
    const { sid } = await world.call()
    await second.nextRing(12_000)
    const call = await callBecomes(world.db, sid, ({ offers }) => offers.length === 2)
    expect(call.offers[0]?.state).toBe("not_ringing")
  })

  test("[J1] a caller who gives up while it rings leaves a missed call, and the ring stops", async () => {
    const first = await world.agent("first")
    const { sid } = await world.call()
    const ring = await first.nextRing()
    await world.carrier.act(sid, { hangup: true })
    await first.phone.untilCancelled(ring.callSid)
    const call = await callBecomes(world.db, sid, ({ state }) => state === "ended")
    expect(call).toMatchObject({ outcome: "abandoned", reason: "caller_gave_up" })
    expect(call.offers.map(({ state }) => state)).toEqual(["withdrawn"])
    expect(await memosOf(world.db, call.id)).toMatchObject([
      { kind: "missed_call", reason: "caller_gave_up" },
    ])
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })

  test("[E2] an older waiting call is served first by an agent who becomes free", async () => {
    const first = await world.agent("first", { answers: true })
    const busy = await world.call()
    await callBecomes(world.db, busy.sid, ({ state }) => state === "talking")
    const older = await world.call()
    await callBecomes(world.db, older.sid, ({ state }) => state === "queued")
    const younger = await world.call()
    await callBecomes(world.db, younger.sid, ({ state }) => state === "queued")
    await world.db.query("update public.queues set after_call_seconds = 0 where account_id = $1", [
      world.account.id,
    ])
    await world.carrier.act(busy.sid, { hangup: true })
    await callBecomes(world.db, older.sid, ({ state }) => state === "talking")
    const waiting = await callBecomes(world.db, younger.sid, ({ state }) => state === "queued")
    expect(waiting.offers).toEqual([])
    expect(first.phone.talking.size).toBe(1)
  })

  test("[E8] the agent is busy with after-call work when the call has ended, and then free again", async () => {
    await world.db.query("update public.queues set after_call_seconds = 1 where account_id = $1", [
      world.account.id,
    ])
    const first = await world.agent("first", { answers: true })
    const one = await world.call()
    const { legs } = await callBecomes(world.db, one.sid, ({ state }) => state === "talking")
    const hungUp = await first.session.post("/api/phone/hangup", {
      leg_id: legs.find(({ role }) => role === "agent")?.id,
    })
    expect(hungUp.status).toBe(204)
    await world.carrier.waitFor(one.sid, ({ status }) => status === "completed")
    const { data } = await first.session.client.rpc("phone_state")
    expect((data as { after_call_until: string | null }).after_call_until).not.toBeNull()
    const two = await world.call()
    await callBecomes(world.db, two.sid, ({ state }) => state === "talking")
  })

  test("[K2] the agent hanging up ends the customer's call too, also when the softphone is gone before its page has said so", async () => {
    const first = await world.agent("first")
    const { sid } = await world.call()
    const ring = await first.nextRing()
    first.phone.answer(ring.callSid)
    const { legs } = await callBecomes(world.db, sid, ({ state }) => state === "talking")
    first.phone.hangup(ring.callSid)
    await callBecomes(world.db, sid, ({ state }) => state === "agent_lost")
    const hungUp = await first.session.post("/api/phone/hangup", {
      leg_id: legs.find(({ role }) => role === "agent")?.id,
    })
    expect(hungUp.status).toBe(204)
    await world.carrier.waitFor(sid, ({ status }) => status === "completed")
    const call = await callBecomes(world.db, sid, ({ state }) => state === "ended")
    expect(call.outcome).toBe("answered")
  })
})
