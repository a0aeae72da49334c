import type { CallEvent, RoutingRequest } from "../_shared/calls/events.ts"
import { classifyCaller, numberOf, readNumber } from "../_shared/calls/numbers.ts"

/** How the SQL function `load_call` finds the call an event is about. */
export type Lookup = {
  key: string | null
  by: "call" | "leg" | "provider_leg" | "offer" | "member" | "deadline" | "effect" | "dialler"
  ref: string
  /** Who sent it, when a page did, and from which app session. */
  user_id?: string
  session_id?: string
  /** The dialled number and the caller's, for a call that may not be known yet. */
  to?: string | null
  from?: string | null
  /** Whom an agent wants to call. */
  callee?: string | null
  /** Whom they want to bring into their call: a colleague, a telephone (`is_outside`, and `callee` where it can be read), a queue. */
  colleague_id?: string
  is_outside?: true
  target_queue_id?: string
  /** The actor wants to supervise it. */
  is_supervision?: true
}

/** The lookup for what was asked. */
export function lookupOf({ key, event }: RoutingRequest): Lookup {
  return { key, ...place(event), ...actor(event) }
}

function actor(event: CallEvent): Pick<Lookup, "user_id" | "session_id"> {
  if (!("userId" in event) || !event.userId) return {}
  return { user_id: event.userId, ...(event.sessionId ? { session_id: event.sessionId } : {}) }
}

function place(event: CallEvent): Omit<Lookup, "key" | "user_id"> {
  switch (event.kind) {
    case "inbound_arrived":
      return { by: "provider_leg", ref: event.providerLegId, ...ends(event) }
    case "leg_ended":
      return { ...byLeg(event), ...ends(event) }
    case "leg_turn":
      return byLeg(event)
    case "dial_asked":
      return { by: "dialler", ref: event.phoneNumberId, callee: readNumber(event.typed) }
    case "dial_turn":
    case "leg_created":
    case "leg_failed":
    case "leg_answered":
    case "leg_joined":
    case "leg_left":
    case "leg_lost":
    case "hang_up_asked":
    case "cancel_asked":
    case "audio_lost":
    case "resume_asked":
    case "hold_asked":
    case "hold_set":
    case "hold_refused":
    case "supervision_set":
    case "supervision_refused":
    case "pause_asked":
      return { by: "leg", ref: event.legId }
    case "offer_acknowledged":
    case "ring_seen":
    case "offer_declined":
    case "offer_lost":
      return { by: "offer", ref: event.offerId }
    case "page_left":
      return { by: "member", ref: event.userId }
    case "deadline_due":
      return { by: "deadline", ref: event.deadlineId }
    case "effect_given_up":
      return { by: "effect", ref: event.effectId }
    case "consult_asked":
    case "transfer_asked":
      return { by: "leg", ref: event.legId, ...sought(event.target) }
    case "supervise_asked":
      return { by: "call", ref: event.callId, is_supervision: true }
    case "stay_ended":
    case "pause_set":
    case "pause_refused":
    case "nudge":
    case "recording_ready":
    case "recording_absent":
    case "recording_stored":
    case "recording_deleted":
      return { by: "call", ref: event.callId }
    default:
      return event satisfies never
  }
}

function sought(
  target: Extract<CallEvent, { kind: "transfer_asked" }>["target"],
): Pick<Lookup, "colleague_id" | "is_outside" | "callee" | "target_queue_id"> {
  if ("memberId" in target) return { colleague_id: target.memberId }
  if ("queueId" in target) return { target_queue_id: target.queueId }
  return { is_outside: true, callee: readNumber(target.typed) }
}

function byLeg({ legId, providerLegId }: { legId: string | null; providerLegId: string }) {
  return legId === null
    ? { by: "provider_leg" as const, ref: providerLegId }
    : { by: "leg" as const, ref: legId }
}

/** The dialled number and the caller's, for a call that may not be known yet. */
function ends({ from, to }: { from: string | null; to: string | null }): Pick<Lookup, "from" | "to"> {
  return { to: to === null ? null : (readNumber(to) ?? to), from: numberOf(classifyCaller(from)) }
}
