import { randomInt } from "node:crypto"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { leftBehind, memosOf } from "./support/tables.ts"
import {
  isNobodyHeld,
  legIs,
  openTalk,
  ownPhone,
  takeNext,
  untilMusic,
  untilTogether,
} from "./support/talk.ts"
import { World } from "./support/world.ts"

// What everybody's phone says, and which memos there are, when whom an agent brings in does not come, or does not stay.

let world: World

beforeEach(async () => {
  world = await World.open({ offerSeconds: 5, afterCallSeconds: 30 })
})
afterEach(() => world.close())

const number = () => `+816${randomInt(10_000_000, 100_000_000)}`

type Talk = Awaited<ReturnType<typeof openTalk>>

const free = { status: "available", is: "free" }
const afterCall = { status: "available", is: "after_call" }
const withCustomer = { status: "available", is: "in_call", with: ["customer live"] }

/** The customer hears music, the agent has nobody but them, and there is one memo, which is open. */
async function asBefore({ sid, callId, first, becomes }: Talk): Promise<void> {
  await becomes(({ state, legs }) => state === "talking" && legs.some(({ is_held }) => is_held))
  await untilMusic(world, sid)
  expect(await ownPhone(first)).toEqual({ ...withCustomer, isHeld: true })
  expect(await memosOf(world.db, callId)).toMatchObject([{ member_id: first.member.id, ended_at: null }])
}

/** Who has a memo of the call, oldest first, each with whether it is over. */
async function memoHolders(callId: string) {
  const memos = await memosOf(world.db, callId)
  expect(new Set(memos.map(({ ticket_id }) => ticket_id)).size).toBe(1)
  return memos.map(({ member_id, ended_at }) => [member_id, ended_at !== null])
}

/** The call an outside number is given, once the network has it. */
async function dialledTo(callee: string): Promise<string> {
  const { calls } = await world.carrier.state()
  const sid = calls.find(({ to }) => to === callee)?.sid
  if (!sid) throw new Error(`nobody dialled ${callee}`)
  return sid
}

describe("a colleague", () => {
  test("[F2][F4][F5] who declines, closes the tab, goes offline while it rings, lets it ring, or answers and hangs up again leaves the agent with the waiting customer", async () => {
    const talk = await openTalk(world)
    const { sid, callId, first, second, bringIn, ask, becomes } = talk
    const bringInColleague = () => bringIn("consult", { member_id: second.member.id })

    const declined = await bringInColleague()
    second.phone.reject((await second.nextRing()).callSid)
    await becomes(legIs(declined, "ended"))
    await asBefore(talk)
    expect(await ownPhone(second)).toEqual(free)

    const left = await bringInColleague()
    const ring = await second.nextRing()
    expect(await ownPhone(second)).toEqual({ ...free, is: "rung" })
    expect(await ownPhone(first)).toMatchObject({ is: "in_call", isHeld: true })
    await second.session.post("/api/phone/leave")
    await second.phone.untilCancelled(ring.callSid)
    expect((await becomes(legIs(left, "ended"))).offers.at(-1)?.state).toBe("agent_left")
    await asBefore(talk)
    expect(await ownPhone(second)).toEqual(free)

    const unanswered = await bringInColleague()
    const lapsing = await second.nextRing()
    await second.phone.untilCancelled(lapsing.callSid)
    expect((await becomes(legIs(unanswered, "ended"))).offers.at(-1)?.state).toBe("lapsed")
    await asBefore(talk)
    expect(await ownPhone(second)).toEqual(free)

    const withdrawn = await bringInColleague()
    const ringing = await second.nextRing()
    await second.session.client.rpc("set_agent_status", { p_status: "offline" })
    await second.phone.untilCancelled(ringing.callSid)
    expect((await becomes(legIs(withdrawn, "ended"))).offers.at(-1)?.state).toBe("agent_left")
    await asBefore(talk)
    expect(await ownPhone(second)).toEqual({ ...free, status: "offline" })
    await second.session.client.rpc("set_agent_status", { p_status: "available" })

    const answered = await bringInColleague()
    const taken = await takeNext(second)
    await becomes(legIs(answered, "live"))
    expect(await ownPhone(second)).toEqual({
      status: "available",
      is: "in_call",
      with: ["customer live", `${first.member.name} live`],
      isHeld: true,
    })
    second.phone.hangup(taken.callSid)
    await becomes(legIs(answered, "ended"))
    await untilMusic(world, sid)
    expect(await ownPhone(first)).toEqual({ ...withCustomer, isHeld: true })
    expect(await ownPhone(second)).toEqual(afterCall)
    const holders = [
      [first.member.id, false],
      [second.member.id, true],
    ]
    expect(await memoHolders(callId)).toEqual(holders)

    expect((await ask("hangup")).status).toBe(204)
    await world.carrier.waitFor(sid, ({ status }) => status === "completed")
    await becomes(({ state }) => state === "ended")
    expect(await ownPhone(first)).toEqual(afterCall)
    expect(await memoHolders(callId)).toEqual(holders.map(([member]) => [member, true]))
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })

  test("[F3][F5] in a talk of three is freed with the agent when the customer hangs up, each with a memo that is over", async () => {
    const { sid, callId, first, second, bringIn, ask, becomes } = await openTalk(world)
    const colleague = await bringIn("consult", { member_id: second.member.id })
    await takeNext(second)
    await becomes(legIs(colleague, "live"))
    await ask("hold", { is_held: false })
    await becomes(isNobodyHeld)
    const three = { status: "available", is: "in_call", isHeld: false }
    expect(await ownPhone(first)).toEqual({ ...three, with: ["customer live", `${second.member.name} live`] })
    expect(await ownPhone(second)).toEqual({ ...three, with: ["customer live", `${first.member.name} live`] })

    await world.carrier.act(sid, { hangup: true })
    await becomes(({ state }) => state === "ended")
    for (const agent of [first, second]) expect(await ownPhone(agent)).toEqual(afterCall)
    expect(await memoHolders(callId)).toEqual([
      [first.member.id, true],
      [second.member.id, true],
    ])
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })

  test("[F3][F5][K2] has the customer, without music, when the page of who consulted them fails", async () => {
    const { sid, callId, first, second, bringIn, becomes, ring } = await openTalk(world)
    const colleague = await bringIn("consult", { member_id: second.member.id })
    await takeNext(second)
    await becomes((call) => legIs(colleague, "live")(call) && !isNobodyHeld(call))
    first.phone.hangup(ring.callSid)
    await becomes((call) => call.state === "talking" && isNobodyHeld(call))
    await untilTogether(world, sid, 2)
    expect(await ownPhone(first)).toEqual(afterCall)
    expect(await ownPhone(second)).toEqual({ ...withCustomer, isHeld: false })
    expect(await memoHolders(callId)).toEqual([
      [first.member.id, true],
      [second.member.id, false],
    ])
  })

  test("[F2][K2] rings no more when the page of who calls them fails: the customer is kept, with music, for who was lost, and is back without it", async () => {
    const { sid, callId, first, second, bringIn, becomes, ring } = await openTalk(world)
    await bringIn("consult", { member_id: second.member.id })
    const ringing = await second.nextRing()
    first.habits.acknowledges = false
    const invitedBack = first.nextOffer()
    first.phone.hangup(ring.callSid)
    await second.phone.untilCancelled(ringing.callSid)
    await becomes(({ state, legs }) => state === "agent_lost" && legs.some(({ is_held }) => is_held))
    await untilMusic(world, sid)
    expect(await ownPhone(second)).toEqual(free)
    const offer = await invitedBack
    expect(await ownPhone(first)).toEqual({ ...free, is: "rung" })

    await first.acknowledge(offer)
    await takeNext(first)
    await becomes((call) => call.state === "talking" && isNobodyHeld(call))
    expect(await ownPhone(first)).toEqual({ ...withCustomer, isHeld: false })
    expect(await memoHolders(callId)).toEqual([[first.member.id, false]])
  })

  test("[F3][F5] who declines a customer handed over without a word is asked again by the queue; the customer hears music, and who handed over is free at once", async () => {
    const { sid, callId, first, second, bringIn, becomes } = await openTalk(world)
    await bringIn("transfer", { member_id: second.member.id })
    const ring = await second.nextRing()
    expect(await ownPhone(first)).toEqual(afterCall)
    second.phone.reject(ring.callSid)
    await becomes(({ state, offers }) => state === "queued" && offers.length === 3)
    await untilMusic(world, sid)
    expect(await memoHolders(callId)).toEqual([[first.member.id, true]])

    await takeNext(second)
    await becomes((call) => call.state === "talking" && isNobodyHeld(call))
    expect(await ownPhone(second)).toEqual({ ...withCustomer, isHeld: false })
    expect(await memoHolders(callId)).toEqual([
      [first.member.id, true],
      [second.member.id, false],
    ])
  })

  test("[F3][F5] rings no more when a customer handed over without a word hangs up, and has no memo of it", async () => {
    const { sid, callId, first, second, bringIn, becomes } = await openTalk(world)
    await bringIn("transfer", { member_id: second.member.id })
    const ring = await second.nextRing()
    await world.carrier.act(sid, { hangup: true })
    await second.phone.untilCancelled(ring.callSid)
    expect(await becomes(({ state }) => state === "ended")).toMatchObject({ outcome: "answered" })
    expect(await ownPhone(second)).toEqual(free)
    expect(await memoHolders(callId)).toEqual([[first.member.id, true]])
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })
})

describe("an outside number", () => {
  test("[G1][G4][G5] that is busy, gives up or has no telephone leaves the agent with the waiting customer and no memo; it rings no more once the customer has hung up", async () => {
    const talk = await openTalk(world)
    const { sid, callId, first, bringIn, becomes } = talk
    for (const behaviour of ["busy", "no-answer", "unreachable"] as const) {
      const callee = number()
      await world.carrier.setEndpoint({ number: callee, behaviour, answerAfterMs: 200 })
      const outside = await bringIn("consult", { typed: callee })
      await becomes(legIs(outside, "ended"))
      await asBefore(talk)
    }

    const ringing = number()
    await world.carrier.setEndpoint({ number: ringing, behaviour: "no-answer" })
    const outside = await bringIn("consult", { typed: ringing })
    await becomes(legIs(outside, "ringing"))
    expect(await ownPhone(first)).toMatchObject({ with: ["customer live", `${ringing} ringing`] })
    const outsideSid = await dialledTo(ringing)
    await world.carrier.act(sid, { hangup: true })
    await world.carrier.waitFor(outsideSid, ({ status }) => ["canceled", "completed"].includes(status))
    await becomes(({ state }) => state === "ended")
    expect(await ownPhone(first)).toEqual(afterCall)
    expect(await memoHolders(callId)).toEqual([[first.member.id, true]])
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })

  test("[G3][G4][G5] that answers and hangs up leaves the agent with the customer, and its memo writes itself", async () => {
    const { sid, callId, first, bringIn, becomes } = await openTalk(world)
    const callee = number()
    await world.carrier.setEndpoint({ number: callee, behaviour: "answer", script: [] })
    const outside = await bringIn("consult", { typed: callee })
    await becomes(legIs(outside, "live"))
    expect(await ownPhone(first)).toMatchObject({ with: ["customer live", `${callee} live`], isHeld: true })
    await world.carrier.act(await dialledTo(callee), { hangup: true })
    await becomes(legIs(outside, "ended"))
    expect(await ownPhone(first)).toEqual({ ...withCustomer, isHeld: true })
    await untilMusic(world, sid)
    expect(await memoHolders(callId)).toEqual([
      [first.member.id, false],
      [null, true],
    ])
  })

  test("[F5][G1][G4] that is busy when the customer is handed over without a word: the queue has them, with music", async () => {
    const { sid, callId, first, second, bringIn, becomes } = await openTalk(world)
    const busy = number()
    await world.carrier.setEndpoint({ number: busy, behaviour: "busy" })
    await bringIn("transfer", { typed: busy })
    await second.nextRing()
    expect((await becomes(() => true)).state).toBe("queued")
    await untilMusic(world, sid)
    expect(await ownPhone(first)).toEqual(afterCall)
    await takeNext(second)
    await becomes((call) => call.state === "talking" && isNobodyHeld(call))
    expect(await ownPhone(second)).toEqual({ ...withCustomer, isHeld: false })
    expect(await memoHolders(callId)).toEqual([
      [first.member.id, true],
      [second.member.id, false],
    ])
  })
})
