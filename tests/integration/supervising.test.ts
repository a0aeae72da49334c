import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { AppSession } from "./support/app-session.ts"
import { eventually } from "./support/eventually.ts"
import { callBecomes, leftBehind } from "./support/tables.ts"
import { World } from "./support/world.ts"

let world: World

beforeEach(async () => {
  world = await World.open({
    members: {
      owner: { role: "owner" },
      first: { inboxes: { 0: "operator" } },
      second: { inboxes: { 0: "operator" } },
      manager: { inboxes: { 0: "manager" } },
    },
    afterCallSeconds: 0,
  })
})
afterEach(() => world.close())

/** A call the first agent has answered. */
async function talk() {
  const first = await world.agent("first")
  const { sid } = await world.call()
  const ring = await first.nextRing()
  first.phone.answer(ring.callSid)
  const call = await callBecomes(world.db, sid, ({ state }) => state === "talking")
  const becomes = (isIt: Parameters<typeof callBecomes>[2]) => callBecomes(world.db, sid, isIt)
  return { sid, callId: call.id, first, agentSid: ring.callSid, becomes }
}

const modeOf = async (legId: string) =>
  (await world.db.query<{ purpose: string }>("select purpose from public.call_legs where id = $1", [legId]))
    .rows[0]?.purpose

/** The manager in that call, in that way, once they are connected; and what they ask for next. */
async function supervise({ callId, becomes }: Awaited<ReturnType<typeof talk>>, mode: string) {
  const manager = await world.agent("manager")
  const ask = (other: string) =>
    manager.session.post("/api/phone/supervise", { call_id: callId, mode: other })
  const asked = await ask(mode)
  expect(asked.status, await asked.clone().text()).toBe(200)
  const { leg_id: legId } = (await asked.json()) as { leg_id: string }
  const ring = await manager.nextRing()
  expect(new URLSearchParams(ring.parameters.Params).get("leg")).toBe(legId)
  manager.phone.answer(ring.callSid)
  await becomes(({ legs }) => legs.some(({ id, state }) => id === legId && state === "live"))
  const change = async (other: string) => {
    expect((await ask(other)).status).toBe(200)
    await eventually(
      () => modeOf(legId),
      (is) => is === other,
    )
  }
  return { manager, legId, sid: ring.callSid, change }
}

/** The two tones of the key 5, which a softphone without a microphone can say. */
const [low, high] = [770, 1336]

/** Who of these hears what the manager says. */
async function whoHears(
  { manager, sid }: Awaited<ReturnType<typeof supervise>>,
  listeners: Record<string, string>,
): Promise<string[]> {
  const heard = Object.entries(listeners).map(async ([name, listener]) => {
    const { amplitudes } = await world.carrier.heard(listener, 700, [low, high])
    return (amplitudes[low] ?? 0) > 0.02 && (amplitudes[high] ?? 0) > 0.02 ? [name] : []
  })
  manager.phone.press(sid, "55555")
  return (await Promise.all(heard)).flat()
}

describe("[S6] a supervisor", () => {
  test("hears both and is heard by nobody, by the agent alone, or by all; and goes without anybody noticing", async () => {
    const call = await talk()
    const { sid, agentSid, becomes } = call
    const supervision = await supervise(call, "listen")
    const customerSays = async (listener: string) => {
      const heard = world.carrier.heard(listener, 700, [600])
      await world.carrier.act(sid, { tone: 600, ms: 600 })
      return ((await heard).amplitudes[600] ?? 0) > 0.05
    }
    expect(await customerSays(supervision.sid)).toBe(true)
    const ears = { customer: sid, agent: agentSid }
    expect(await whoHears(supervision, ears)).toEqual([])
    await supervision.change("whisper")
    expect(await whoHears(supervision, ears)).toEqual(["agent"])
    await supervision.change("barge")
    expect(await whoHears(supervision, ears)).toEqual(["customer", "agent"])
    await supervision.change("listen")
    expect(await whoHears(supervision, ears)).toEqual([])

    const { manager, legId } = supervision
    expect((await manager.session.post("/api/phone/hangup", { leg_id: legId })).status).toBe(204)
    await manager.phone.untilHungUp(supervision.sid)
    const left = await becomes(({ legs }) => legs.some(({ id, state }) => id === legId && state === "ended"))
    expect(left.state).toBe("talking")
    expect(await customerSays(agentSid)).toBe(true)
    await world.carrier.act(sid, { hangup: true })
    await becomes(({ state }) => state === "ended")
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })

  test("who comes to whisper is heard by the agent alone from the first moment", async () => {
    const call = await talk()
    const supervision = await supervise(call, "whisper")
    expect(await whoHears(supervision, { customer: call.sid, agent: call.agentSid })).toEqual(["agent"])
  })

  test("is out when the agent is lost, and not alone with the customer", async () => {
    const call = await talk()
    const { manager, sid, legId } = await supervise(call, "barge")
    call.first.habits.acknowledges = false
    call.first.phone.hangup(call.agentSid)
    await manager.phone.untilHungUp(sid)
    const { state, legs } = await call.becomes((now) => now.legs.some((leg) => leg.is_held))
    expect(state).toBe("agent_lost")
    expect(legs.find(({ id }) => id === legId)).toMatchObject({ state: "ended", left_cause: "dismissed" })
    expect((await world.carrier.heard(call.sid, 300)).loudness).toBeGreaterThan(0.01)
  })

  test("[K10] is nobody below Manager, nobody without the inbox, and nobody (any more) whose role is taken away", async () => {
    const call = await talk()
    const ask = async (session: AppSession) => {
      const answer = await session.post("/api/phone/supervise", { call_id: call.callId, mode: "listen" })
      return [answer.status, await answer.json()]
    }
    const second = await world.agent("second")
    expect(await ask(second.session)).toEqual([409, { code: "request_refused", reason: "no_inbox_role" }])
    const owner = await AppSession.signIn(world.product, world.account.member("owner"))
    expect((await ask(owner))[0]).toBe(403)

    const { manager, sid } = await supervise(call, "listen")
    await world.db.query("update public.inbox_members set role = 'operator' where member_id = $1", [
      manager.member.id,
    ])
    await manager.phone.untilHungUp(sid)
    expect((await call.becomes(() => true)).state).toBe("talking")
  })
})
