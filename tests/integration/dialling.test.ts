import { randomUUID } from "node:crypto"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { EndpointSetup } from "../../local/carrier/control/types.ts"
import { freeCustomerNumber } from "../support/accounts.ts"
import type { AgentAtWork } from "./support/agent-at-work.ts"
import { type CallRow, dialBecomes, leftBehind, memosOf } from "./support/tables.ts"
import { World } from "./support/world.ts"

let world: World
let agent: AgentAtWork
let callee: string
/** What calls are placed as. */
let from: { phoneNumberId: string }

beforeEach(async () => {
  world = await World.open({ isRecorded: true })
  agent = await world.agent("first")
  callee = freeCustomerNumber()
  from = { phoneNumberId: world.account.inbox().phoneNumberId }
})
afterEach(async () => {
  await world.carrier.setFaults({})
  await world.close()
})

/** `ringsMs`: how long it rings; without it whoever does not answer is rung without end. */
const calleeIs = (behaviour: EndpointSetup["behaviour"], ringsMs?: number) =>
  world.carrier.setEndpoint({
    number: callee,
    behaviour,
    ...(ringsMs === undefined ? {} : { answerAfterMs: ringsMs }),
  })
const becomes = (callId: string, isIt: (call: CallRow) => boolean) => dialBecomes(world.db, callId, isIt)
const customerOf = ({ legs }: CallRow) => legs.find(({ role }) => role === "customer")?.provider_leg_id ?? ""
const isRinging = (call: CallRow) => customerOf(call) !== ""
/** Legs the carrier has had of this callee. */
const legsToCallee = async () => (await world.carrier.state()).calls.filter(({ to }) => to === callee)

const hasEnded = (sid: string) => world.carrier.waitFor(sid, ({ status }) => status === "completed")
/** As `becomes`, while the provider is asked after every live call, as it is when a part was down. */
const asked = (callId: string, isIt: (call: CallRow) => boolean) =>
  dialBecomes(world.db, callId, isIt, undefined, () => world.db.query("select public.check_live_calls()"))

describe("a call that an agent makes", () => {
  test("[C4][C5][C6][D1] is answered: both talk, the callee sees the contract number, the memo is open; the callee's end ends it", async () => {
    await calleeIs("answer")
    const { callId, sid } = await agent.dial(callee.replace("+81", "0"), from)
    const talking = await becomes(
      callId,
      (call) => call.state === "talking" && call.provider_conference_id !== null,
    )
    expect(await memosOf(world.db, callId)).toMatchObject([
      { kind: "call_memo", member_id: agent.member.id, answered_at: expect.any(Date), ended_at: null },
    ])
    const { conferences } = await world.carrier.state()
    const room = conferences.find(({ sid: id }) => id === talking.provider_conference_id)
    expect(room?.participants.filter(({ joined }) => joined)).toHaveLength(2)
    const [leg] = await legsToCallee()
    expect(leg).toMatchObject({ from: world.account.inbox().number, direction: "outbound-api" })

    await world.carrier.act(customerOf(talking), { hangup: true })
    await agent.phone.untilHungUp(sid)
    const ended = await becomes(callId, ({ state }) => state === "ended")
    expect(ended).toMatchObject({ outcome: "answered", reason: null })
    expect(await memosOf(world.db, callId)).toMatchObject([{ reason: null, ended_at: expect.any(Date) }])
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })

  test("[C4][K4] asked for twice with one name it is made once", async () => {
    await calleeIs("no-answer")
    const attemptId = randomUUID()
    const [one, two] = await Promise.all([
      agent.ask(callee, { ...from, attemptId }),
      agent.ask(callee, { ...from, attemptId }),
    ])
    expect([one.status, two.body]).toEqual([200, one.body])
    await agent.phone.dial({ leg: one.body.leg_id ?? "" })
    await becomes(one.body.call_id ?? "", isRinging)
    expect(await legsToCallee()).toHaveLength(1)
    const again = await agent.ask(callee, from)
    expect([again.status, again.body]).toEqual([409, { code: "dial_refused", reason: "already_in_a_call" }])
  })

  test.each([
    ["busy", "busy"],
    ["unreachable", "unreachable"],
    ["no-answer", "no_answer"],
  ] as const)(
    "[C5] to somebody who is %s ends with that reason, and the agent is released",
    async (is, reason) => {
      await calleeIs(is, 300)
      const { callId, sid } = await agent.dial(callee, from)
      expect(await becomes(callId, ({ state }) => state === "ended")).toMatchObject({
        outcome: "unreached",
        reason,
      })
      await agent.phone.untilHungUp(sid)
      expect(await memosOf(world.db, callId)).toMatchObject([{ reason, answered_at: null }])
      expect(await leftBehind(world.db, world.account.id)).toEqual([])
    },
  )

  test("[C5] that the provider refuses says so, and the agent is released", async () => {
    const refusal = { match: "/Participants", method: "POST", status: 400, code: 13224, times: 1 }
    await world.carrier.setFaults({ rest: [refusal] })
    const { callId, sid } = await agent.dial(callee, from)
    expect(await becomes(callId, ({ state }) => state === "ended")).toMatchObject({
      reason: "provider_refused",
    })
    await agent.phone.untilHungUp(sid)
    expect(await legsToCallee()).toEqual([])
  })

  test.each(["by the page", "by the softphone alone"])(
    "[C5] is given up while it rings, %s: the ringing stops",
    async (how) => {
      await calleeIs("no-answer")
      const { callId, legId, sid } = await agent.dial(callee, from)
      const ringing = await becomes(callId, isRinging)
      if (how === "by the page") await agent.session.post("/api/phone/hangup", { leg_id: legId })
      else agent.phone.hangup(sid)
      await world.carrier.waitFor(customerOf(ringing), ({ status }) => status === "canceled")
      const ended = await becomes(callId, ({ state }) => state === "ended")
      expect(ended).toMatchObject({ outcome: "abandoned", reason: "agent_gave_up" })
      expect(await leftBehind(world.db, world.account.id)).toEqual([])
    },
  )

  test("[K4] whose every report is lost is found answered, and found ended, by asking the provider", async () => {
    await world.carrier.setFaults({ webhooks: { match: "/status/leg", drop: 1 } })
    await calleeIs("busy")
    const busy = await agent.dial(callee, from)
    expect(await asked(busy.callId, ({ state }) => state === "ended")).toMatchObject({ reason: "busy" })
    await agent.phone.untilHungUp(busy.sid)
    await calleeIs("answer")
    const answered = await agent.dial(callee, from)
    await asked(answered.callId, ({ state }) => state === "talking")
  })

  test("[A5][A8][A14] is refused before anything is dialled, with the reason", async () => {
    const reasonOf = async (typed: string) => (await agent.ask(typed, from)).body.reason
    expect(await reasonOf("+1 415 555 0123")).toBe("overseas")
    expect(await reasonOf("119")).toBe("emergency_number")
    expect(await reasonOf(world.account.inbox().number)).toBe("own_number")
    expect(await reasonOf("21")).toBe("extension")
    expect(await reasonOf(`184${callee.replace("+81", "0")}`)).toBe("caller_id_prefix")
    expect((await agent.ask(callee, { phoneNumberId: randomUUID() })).body.reason).toBe("not_allowed")
    const { rows } = await world.db.query("select from public.calls where account_id = $1", [
      world.account.id,
    ])
    expect(rows).toEqual([])
  })

  test("[A2] is not another softphone's to make, nor one's own by naming a number to the provider", async () => {
    const other = await world.agent("second")
    const { body } = await agent.ask(callee, from)
    const stolen = await other.phone.dial({ leg: body.leg_id ?? "" })
    await hasEnded(stolen)
    const direct = await other.phone.dial({ To: callee })
    await hasEnded(direct)
    expect(await legsToCallee()).toEqual([])
    expect(await becomes(body.call_id ?? "", () => true)).toMatchObject({ state: "dialling" })
  })

  test("[A2] without the phone option is refused with that reason", async () => {
    await world.db.query("update public.entitlements set cloud_phone = false where account_id = $1", [
      world.account.id,
    ])
    expect(await agent.ask(callee, from)).toEqual({ status: 403, body: { code: "phone_off" } })
  })
})
