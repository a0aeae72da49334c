import type { Call, Leg } from "./state.ts"

// Who is here now. Every question about now is asked of legs that are present, never of offers that once were accepted.

/** The legs that exist: being made, ringing or live. */
export function present(call: Call): Leg[] {
  return call.legs.filter(({ state }) => state !== "ended")
}

/** The customer's leg: the present one, else the newest there was. */
export function customerLeg(call: Call): Leg | undefined {
  const legs = call.legs.filter(({ role }) => role === "customer")
  return legs.find(({ state }) => state !== "ended") ?? legs.at(-1)
}

/** Those who are connected and have a part in the conversation: supervisors hear or whisper and are none. */
export function talkers(call: Call): Leg[] {
  return call.legs.filter(({ role, state }) => state === "live" && role !== "supervisor")
}

/** Those of us, and whom we have brought in, who are connected. */
export function companions(call: Call): Leg[] {
  return talkers(call).filter(({ role }) => role !== "customer")
}

/** Outside numbers that are being dialled. */
export function diallingOutside(call: Call): Leg[] {
  return call.legs.filter(
    ({ role, state }) => role === "outside" && (state === "creating" || state === "ringing"),
  )
}

/** The agents' legs that are connected. */
export function liveAgents(call: Call): Leg[] {
  return call.legs.filter(({ role, state }) => state === "live" && role === "agent")
}

/** The legs of those who supervise, connected or on the way. */
export function supervisors(call: Call): Leg[] {
  return present(call).filter(({ role }) => role === "supervisor")
}

/** Members who have a part in the call now, connected or on the way: each of them is busy (E2). */
export function busyMembers(call: Call): Set<string> {
  return new Set(present(call).flatMap(({ memberId }) => memberId ?? []))
}

/** The present leg of a member. */
export function legOfMember(call: Call, memberId: string | null): Leg | undefined {
  return memberId === null ? undefined : present(call).find((leg) => leg.memberId === memberId)
}
