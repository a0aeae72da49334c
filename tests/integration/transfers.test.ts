import { randomInt } from "node:crypto"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { leftBehind, memosOf } from "./support/tables.ts"
import { legIs, openTalk, takeNext, untilMusic, untilTogether } from "./support/talk.ts"
import { World } from "./support/world.ts"

let world: World

beforeEach(async () => {
  world = await World.open({ offerSeconds: 20, afterCallSeconds: 30 })
})
afterEach(async () => {
  await world.carrier.setFaults({})
  await world.close()
})

const talk = (colleague?: Parameters<typeof openTalk>[1]) => openTalk(world, colleague)

describe("a colleague", () => {
  test("[F2][F3][F5] is consulted while the customer hears music, talks with both, and keeps the customer when the agent leaves", async () => {
    const { sid, callId, first, second, bringIn, ask, becomes, legId, ring } = await talk()
    const colleague = await bringIn("consult", { member_id: second.member.id })
    const taken = await takeNext(second)
    expect(new URLSearchParams(taken.parameters.Params).get("leg")).toBe(colleague)
    await becomes(legIs(colleague, "live"))
    await untilMusic(world, sid)
    expect((await ask("hold", { is_held: false })).status).toBe(204)
    await becomes(({ legs }) => legs.every((leg) => !leg.is_held))
    await untilTogether(world, sid, 3)

    await ask("hold", { is_held: true })
    await becomes(({ legs }) => legs.some((leg) => leg.is_held))
    expect((await ask("hangup")).status).toBe(204)
    await first.phone.untilHungUp(ring.callSid)
    await becomes(
      ({ legs }) =>
        legs.every((leg) => !leg.is_held) && legs.some((leg) => leg.id === legId && leg.state === "ended"),
    )
    await untilTogether(world, sid, 2)
    const { data } = await first.session.client.rpc("phone_state")
    expect((data as { after_call_until: string | null }).after_call_until).not.toBeNull()

    await second.session.post("/api/phone/hangup", { leg_id: colleague })
    await world.carrier.waitFor(sid, ({ status }) => status === "completed")
    expect(await becomes(({ state }) => state === "ended")).toMatchObject({ outcome: "answered" })
    const memos = await memosOf(world.db, callId)
    expect(memos.map(({ member_id }) => member_id)).toEqual([first.member.id, second.member.id])
    expect(new Set(memos.map(({ ticket_id }) => ticket_id)).size).toBe(1)
    expect(Number(memos[1]?.answered_at) > Number(memos[0]?.answered_at)).toBe(true)
    expect(Number(memos[0]?.ended_at) < Number(memos[1]?.ended_at)).toBe(true)
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })

  test("[F4] is cancelled before their leg has a name: nothing rings on, and the customer is still there", async () => {
    const { sid, second, bringIn, ask, becomes } = await talk()
    await world.carrier.setFaults({
      restDelays: [{ match: "/Participants.json", method: "POST", delayMs: 700 }],
    })
    const colleague = await bringIn("consult", { member_id: second.member.id })
    await becomes(legIs(colleague, "creating"))
    expect((await ask("cancel", { leg_id: colleague })).status).toBe(204)
    const call = await becomes(({ offers }) => offers.at(-1)?.state === "withdrawn")
    expect(call.state).toBe("talking")
    // It is made all the same, and ended as soon as it has a name.
    await becomes(({ legs }) => legs.some((leg) => leg.id === colleague && leg.provider_leg_id !== null))
    const [ringing] = second.phone.ringing.keys()
    if (ringing) await second.phone.untilCancelled(ringing)
    expect(second.phone.ringing.size).toBe(0)
    await untilMusic(world, sid)
    await ask("hold", { is_held: false })
    await becomes(({ legs }) => legs.every((leg) => !leg.is_held))
    await untilTogether(world, sid, 2)
  })

  test("[F2] who declines leaves the agent and the waiting customer as they were", async () => {
    const { sid, second, bringIn, becomes } = await talk()
    const colleague = await bringIn("consult", { member_id: second.member.id })
    const ring = await second.nextRing()
    second.phone.reject(ring.callSid)
    const call = await becomes(legIs(colleague, "ended"))
    expect(call.offers.at(-1)?.state).toBe("declined")
    expect(call.state).toBe("talking")
    await untilMusic(world, sid)
  })

  test("[F2] rings no more once the customer has hung up", async () => {
    const { sid, second, bringIn, becomes } = await talk()
    await bringIn("consult", { member_id: second.member.id })
    const ring = await second.nextRing()
    await world.carrier.act(sid, { hangup: true })
    await second.phone.untilCancelled(ring.callSid)
    await becomes(({ state }) => state === "ended")
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })

  test("[A5][A7][A14][B7][F2][G1] who is not available, and a number that may not be dialled, is refused with the reason, and the customer hears no music for it", async () => {
    const { sid, second, ask, becomes } = await talk()
    await second.session.client.rpc("set_agent_status", { p_status: "offline" })
    for (const [target, reason] of [
      [{ member_id: second.member.id }, "offline"],
      // The account's own number is one of 050.
      [{ typed: "0120-444-113" }, "toll_free_from_050"],
      [{ typed: "+1 415 555 0100" }, "overseas"],
      [{ typed: "119" }, "emergency_number"],
    ] as const) {
      const refused = await ask("consult", { target })
      expect([refused.status, await refused.json()]).toEqual([409, { code: "request_refused", reason }])
    }
    const { legs } = await becomes(() => true)
    expect(legs.some((leg) => leg.is_held)).toBe(false)
    await untilTogether(world, sid, 2)
  })

  test("[F3] is handed the customer without a word: music until they answer", async () => {
    const { sid, first, second, bringIn, becomes, ring } = await talk()
    const colleague = await bringIn("transfer", { member_id: second.member.id })
    await first.phone.untilHungUp(ring.callSid)
    await second.nextRing()
    expect((await becomes(() => true)).state).toBe("transferring")
    await untilMusic(world, sid)
    await takeNext(second)
    await becomes(
      (call) =>
        call.state === "talking" && legIs(colleague, "live")(call) && call.legs.every((leg) => !leg.is_held),
    )
    await untilTogether(world, sid, 2)
  })

  test("[F3][K4] is not waited for by a customer who has hung up before their music began, though the report of that is lost", async () => {
    const { sid, second, bringIn, becomes } = await talk()
    await world.carrier.setFaults({
      restDelays: [{ match: `/Participants/${sid}`, method: "POST", delayMs: 700 }],
      webhooks: { match: "/status/", drop: 1 },
    })
    await bringIn("transfer", { member_id: second.member.id })
    await world.carrier.act(sid, { hangup: true })
    expect(await becomes(({ state }) => state === "ended")).toMatchObject({
      outcome: "answered",
      reason: null,
    })
  })

  test("[F3] of the queue is handed the customer when nobody in person is named", async () => {
    const { sid, second, ask, becomes } = await talk()
    const handed = await ask("transfer", { target: { queue_id: world.account.inbox().queueId } })
    expect(handed.status).toBe(204)
    await takeNext(second)
    await becomes(({ state, legs }) => state === "talking" && legs.every((leg) => !leg.is_held))
    await untilTogether(world, sid, 2)
  })
})

describe("an outside number", () => {
  const number = () => `+816${randomInt(10_000_000, 100_000_000)}`

  test("[G1][G2][G3][G4] is consulted, keeps the customer, and its hanging up ends the call; its memo writes itself", async () => {
    const { sid, callId, first, bringIn, ask, becomes } = await talk()
    const callee = number()
    await world.carrier.setEndpoint({ number: callee, behaviour: "answer", script: [] })
    const outside = await bringIn("consult", { typed: callee.replace("+81", "0") })
    await becomes(legIs(outside, "live"))
    await untilMusic(world, sid)
    const { calls } = await world.carrier.state()
    const dialled = calls.find(({ to }) => to === callee)
    expect(dialled?.from).toBe(world.account.inbox().number)
    expect((await ask("hangup")).status).toBe(204)
    await becomes(({ legs }) => legs.every((leg) => !leg.is_held))
    await untilTogether(world, sid, 2)
    await world.carrier.act(dialled?.sid ?? "", { hangup: true })
    await world.carrier.waitFor(sid, ({ status }) => status === "completed")
    await becomes(({ state }) => state === "ended")
    const memos = await memosOf(world.db, callId)
    expect(memos.map(({ member_id }) => member_id)).toEqual([first.member.id, null])
    expect(memos.every(({ ended_at }) => ended_at !== null)).toBe(true)
    const { rows } = await world.db.query(
      "select subject, recorded_at from public.call_memos where call_id = $1 and member_id is null",
      [callId],
    )
    expect(rows).toEqual([
      { subject: `${callee.replace("+81", "0")} への外線転送`, recorded_at: expect.any(Date) },
    ])
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })

  test("[G1][G5] that is busy, or refused, or cancelled leaves the agent and the waiting customer", async () => {
    const { sid, bringIn, ask, becomes } = await talk()
    const busy = number()
    await world.carrier.setEndpoint({ number: busy, behaviour: "busy" })
    const first = await bringIn("consult", { typed: busy })
    const call = await becomes(legIs(first, "ended"))
    expect(call.legs.find(({ id }) => id === first)?.left_cause).toBe("declined")
    await untilMusic(world, sid)
    const overseas = await ask("consult", { target: { typed: "+1 212 555 0100" } })
    expect([overseas.status, await overseas.json()]).toEqual([
      409,
      { code: "request_refused", reason: "overseas" },
    ])
    const silent = number()
    await world.carrier.setEndpoint({ number: silent, behaviour: "no-answer" })
    const second = await bringIn("consult", { typed: silent })
    await becomes(legIs(second, "ringing"))
    const { calls } = await world.carrier.state()
    const dialled = calls.find(({ to }) => to === silent)
    await ask("cancel", { leg_id: second })
    await becomes(legIs(second, "ended"))
    await world.carrier.waitFor(
      dialled?.sid ?? "",
      ({ status }) => status === "canceled" || status === "completed",
    )
    expect((await becomes(() => true)).state).toBe("talking")
  })
})

describe("an agent who is lost", () => {
  test("[K2] leaves the customer with music; the same agent comes back with the memo they have begun", async () => {
    const { sid, callId, first, becomes, ring } = await talk()
    first.phone.hangup(ring.callSid)
    await becomes(({ state, legs }) => state === "agent_lost" && legs.some((leg) => leg.is_held))
    await untilMusic(world, sid)
    await takeNext(first)
    await becomes(({ state, legs }) => state === "talking" && legs.every((leg) => !leg.is_held))
    await untilTogether(world, sid, 2)
    expect(await memosOf(world.db, callId)).toMatchObject([{ member_id: first.member.id, ended_at: null }])
  })

  test("[K2] and does not come back, has the call offered on to another", async () => {
    const { sid, callId, first, second, becomes, ring } = await talk()
    first.habits.acknowledges = false
    first.phone.hangup(ring.callSid)
    const lost = await becomes(
      ({ state, offers }) => state === "agent_lost" && offers.at(-1)?.state === "announced",
    )
    await first.decline(lost.offers.at(-1)?.id ?? "")
    await takeNext(second)
    await becomes(({ state, legs }) => state === "talking" && legs.every((leg) => !leg.is_held))
    await untilTogether(world, sid, 2)
    expect(await memosOf(world.db, callId)).toMatchObject([
      { member_id: first.member.id, ended_at: expect.any(Date) },
      { member_id: second.member.id, ended_at: null },
    ])
  })

  test("[K2] who meant to hang up has, although the word came after the end of the leg", async () => {
    const { sid, first, ask, becomes, ring } = await talk()
    first.habits.acknowledges = false
    first.phone.hangup(ring.callSid)
    await becomes(({ state }) => state === "agent_lost")
    expect((await ask("hangup")).status).toBe(204)
    await world.carrier.waitFor(sid, ({ status }) => status === "completed")
    expect(await becomes(({ state }) => state === "ended")).toMatchObject({ outcome: "answered" })
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })
})
