import type { OwnSupervision } from "@/lib/phone/schema"
import type { AudioLeg, LegEvent, LegStep, SupervisingLeg } from "@/lib/softphone/model"
import { nothing, off } from "./leg-ends"

// S6: a supervisor has asked to be in a call of others, so their own leg is answered as soon as it rings. It is no talk of
// theirs: no memo, no work after it, nothing to hold or to hand over.

type OwnPhoneSaid = Extract<LegEvent, { kind: "own_phone" }>
type Ringing = Extract<AudioLeg, { name: "ringing" }>

/**
 * What rings is answered when the database says that it is own supervision, and only then: whatever else rings waits for a
 * person. Null: the database says no such thing of this leg.
 */
export function superviseRing(leg: Ringing, { calls, now }: OwnPhoneSaid): LegStep | null {
  const { supervision } = calls
  if (leg.offer !== null || supervision?.legId !== leg.legId) return null
  const { legId, facts } = supervision
  return {
    leg: { name: "supervising", legId, facts, supervision, answeredAt: now, isConnected: false },
    effects: [{ kind: "answer", legId }],
    problem: null,
  }
}

/** What the database says now of who supervises; a leg it has named and names no more is over. */
export function supervisingSaid(leg: SupervisingLeg, { calls: { supervision }, now }: OwnPhoneSaid): LegStep {
  const { legId, isConnected } = leg
  if (supervision?.legId !== legId) return { leg: off(leg, now), effects: [{ kind: "cut", legId }] }
  const isSame = isSilent(supervision) === isSilent(leg.supervision)
  return {
    leg: { ...leg, supervision },
    effects: isSame || !isConnected ? [] : [{ kind: "mute", isMuted: isSilent(supervision) }],
  }
}

/** Everything else that happens to a leg that supervises; of other legs nothing is its business. */
export function stepSupervising(
  leg: SupervisingLeg,
  event: Exclude<LegEvent, { kind: "own_phone" }>,
): LegStep {
  const { legId } = leg
  switch (event.kind) {
    case "connected":
      if (event.legId !== legId) return { leg, effects: [{ kind: "cut", legId: event.legId }] }
      if (leg.isConnected) return nothing(leg)
      return {
        leg: { ...leg, isConnected: true },
        // The provider lets nobody hear who listens; nothing is sent that nobody is to hear.
        effects: isSilent(leg.supervision) ? [{ kind: "mute", isMuted: true }] : [],
      }
    case "connect_failed":
      if (event.legId !== legId) return nothing(leg)
      return {
        leg: off(leg, event.now),
        effects: [{ kind: "hang_up", legId }, { kind: "read" }],
        problem: event.problem,
      }
    case "ring_stopped":
      return event.legId === legId && !leg.isConnected ? nothing(off(leg, event.now)) : nothing(leg)
    case "disconnected":
      if (event.legId !== legId) return nothing(leg)
      return { leg: off(leg, event.now), effects: [], ...(event.problem && { problem: event.problem }) }
    case "hang_up_pressed":
      return { leg: off(leg, event.now), effects: [{ kind: "hang_up", legId }] }
    case "dial_begun":
      return { leg, effects: [{ kind: "hang_up", legId: event.legId }] }
    default:
      return nothing(leg)
  }
}

/** Who only listens is to be heard by nobody; who changes from that to speaking is, once the provider has done so. */
function isSilent({ mode }: OwnSupervision): boolean {
  return mode === "listen"
}
