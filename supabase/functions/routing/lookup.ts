import type { CallEvent, RoutingRequest } from "../_shared/calls/events.ts"
import { classifyCaller, numberOf, readNumber } from "../_shared/calls/numbers.ts"

/** How the SQL function `load_call` finds the call an event is about. */
export type Lookup = {
  key: string | null
  by: "call" | "provider_call" | "offer" | "open_offer_of_user" | "deadline"
  ref: string
  /** Who sent it, when a page did, and from which app session. */
  user_id?: string
  session_id?: string
  /** The dialled number and the caller's, for a call that may not be known yet. */
  to?: string | null
  from?: string | null
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
    case "customer_left": {
      const to = event.to === null ? null : (readNumber(event.to) ?? event.to)
      return {
        by: "provider_call",
        ref: event.providerCallId,
        to,
        from: numberOf(classifyCaller(event.from)),
      }
    }
    case "wait_turn":
      return { by: "provider_call", ref: event.providerCallId }
    case "leg_created":
    case "leg_failed":
    case "leg_answered":
    case "leg_ended":
    case "agent_joined":
    case "offer_acknowledged":
    case "ring_seen":
    case "offer_declined":
      return { by: "offer", ref: event.offerId }
    case "agent_left":
      return event.offerId === null
        ? { by: "open_offer_of_user", ref: event.userId ?? "" }
        : { by: "offer", ref: event.offerId }
    case "deadline_due":
      return { by: "deadline", ref: event.deadlineId }
    case "customer_joined":
    case "customer_left_conference":
    case "conference_ended":
    case "hang_up_asked":
    case "nudge":
    case "recording_ready":
    case "recording_stored":
    case "recording_failed":
      return { by: "call", ref: event.callId }
    default:
      return event satisfies never
  }
}
