import { ownPhoneAnswer } from "../../../lib/phone/schema.ts"
import type { AgentAtWork, Habits } from "./agent-at-work.ts"
import { eventually } from "./eventually.ts"
import { type CallRow, callBecomes } from "./tables.ts"
import type { World } from "./world.ts"

/** A call that the world's member `first` has answered, with their colleague `second` at work; and what `first` asks for in it. */
export async function openTalk(world: World, colleague: Partial<Habits> = {}) {
  const first = await world.agent("first")
  const { sid } = await world.call()
  const ring = await first.nextRing()
  first.phone.answer(ring.callSid)
  const call = await callBecomes(world.db, sid, ({ state }) => state === "talking")
  const second = await world.agent("second", colleague)
  const legId = call.offers[0]?.leg_id ?? ""
  const ask = (what: string, body: object = {}) =>
    first.session.post(`/api/phone/${what}`, { leg_id: legId, ...body })
  /** Asks for somebody to be brought in; resolves to the id of their leg. */
  const bringIn = async (what: "consult" | "transfer", target: object) => {
    const answer = await ask(what, { target })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return ((await answer.json()) as { leg_id: string }).leg_id
  }
  const becomes = (isIt: (call: CallRow) => boolean) => callBecomes(world.db, sid, isIt)
  return { sid, callId: call.id, legId, first, second, ask, bringIn, becomes, ring }
}

/** Waits until the customer hears something; agents without audio say nothing, so it is music. */
export async function untilMusic({ carrier }: World, sid: string): Promise<void> {
  await eventually(
    () => carrier.heard(sid, 300),
    ({ loudness }) => loudness > 0.01,
  )
}

/**
 * Waits until so many are connected in the customer's conference and none of them holds: a hold that was taken back before it was
 * confirmed never shows in the tables.
 */
export async function untilTogether({ carrier }: World, sid: string, inside: number): Promise<void> {
  await eventually(
    async () => {
      const { conferences } = await carrier.state()
      const found = conferences.find(({ participants }) =>
        participants.some((one) => one.callSid === sid && one.joined),
      )
      const joined = found?.participants.filter((one) => one.joined) ?? []
      return { inside: joined.length, held: joined.filter(({ hold }) => hold).length }
    },
    (now) => now.inside === inside && now.held === 0,
  )
}

/** Takes the call that rings at `agent` next. */
export async function takeNext(agent: AgentAtWork) {
  const ring = await agent.nextRing()
  agent.phone.answer(ring.callSid)
  return ring
}

/** Whether the call has a leg of that id in that state. */
export const legIs = (id: string, state: string) => (call: CallRow) =>
  call.legs.some((leg) => leg.id === id && leg.state === state)

/** Whether nobody of the call hears hold music. */
export const isNobodyHeld = ({ legs }: CallRow) => legs.every((leg) => !leg.is_held)

/** What somebody's page is told of their phone: what it is at, and in a call with whom (members and outside numbers by name and number). */
export async function ownPhone({ session }: AgentAtWork) {
  const { data, error } = await session.client.rpc("own_phone")
  if (error) throw new Error(error.message)
  const { row } = ownPhoneAnswer.parse(data)
  if (row === null) throw new Error("no phone")
  const { call, offer, afterCall, status } = row
  if (!call) return { status, is: offer ? "rung" : afterCall ? "after_call" : "free" }
  const others = call.legs.filter(({ id, state }) => id !== call.legId && state !== "ended")
  return {
    status,
    is: "in_call",
    with: others.map(({ role, memberName, number, state }) =>
      [role === "customer" ? role : (memberName ?? number), state].join(" "),
    ),
    isHeld: others.some(({ role, isHeld }) => role === "customer" && isHeld),
  }
}
