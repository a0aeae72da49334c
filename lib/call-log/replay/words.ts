import type { Messages } from "@/lib/i18n/messages"
import type { CallReason, Fact } from "@/supabase/functions/_shared/calls/facts"
import { type Call, legOf } from "@/supabase/functions/_shared/calls/state"

type Texts = Messages["calls"]["fact"]
/** Which text of `calls.fact` says a fact: its kind, where it has several with the one that fits. */
export type FactKey = {
  [Kind in keyof Texts]: Texts[Kind] extends string ? Kind : `${Kind}.${keyof Texts[Kind] & string}`
}[keyof Texts]

/** Why a leg ended, in the words of the routing rules: what was done to it, what it did, or how the offer it was made for ended. */
const causes = [
  "completed",
  "declined",
  "unanswered",
  "failed",
  "cancelled",
  "left",
  "replaced",
  "lost",
  "hung_up",
  "dismissed",
  "call_ended",
  "lapsed",
  "unacknowledged",
  "not_ringing",
  "agent_left",
  "withdrawn",
  "rights_lost",
] as const
type Cause = (typeof causes)[number] | "other"

/** A leg's cause as one there is a text for. */
export function causeOf(cause: string | null): Cause {
  return causes.find((one) => one === cause) ?? "other"
}

/** What people and queues are called. */
export type Names = {
  member: (id: string) => string
  customer: string
  /** Somebody at a telephone outside; null when their number is not known. */
  outside: (number: string | null) => string
  queue: (id: string) => string | null
  cause: (cause: Cause) => string
  reason: (reason: CallReason) => string
}

type Words = { key: FactKey; values: Record<string, string | number> }

/** Who is on that leg; the customer where the leg is not known. */
export function partyOf(call: Call, legId: string, names: Names): string {
  const leg = legOf(call, legId)
  if (!leg || leg.role === "customer") return names.customer
  return leg.memberId === null ? names.outside(leg.number) : names.member(leg.memberId)
}

/** The key a caller has pressed to come this way; `none` where it was no key. */
function pressedIn(path: { exit: string }[]): string {
  const exit = path.find((move) => move.exit.startsWith("key "))?.exit
  return exit?.slice("key ".length) ?? "none"
}

/** A fact in words: which text, and what is put into it. `call` is the call after it. */
export function wordsOf(fact: Fact, call: Call, names: Names): Words {
  const words = (key: FactKey, values: Words["values"] = {}): Words => ({ key, values })
  const named = (key: FactKey, legId: string, more: Words["values"] = {}) =>
    words(key, { name: partyOf(call, legId, names), ...more })
  const ofOffer = (id: string) => names.member(call.offers.find((offer) => offer.id === id)?.memberId ?? "")
  switch (fact.kind) {
    case "call_began":
      return words(`call_began.${fact.direction}`, { name: names.customer })
    case "call_queued": {
      const queue = call.queueId === null ? null : names.queue(call.queueId)
      return queue === null ? words("call_queued.unnamed") : words("call_queued.named", { queue })
    }
    case "transfer_began":
    case "talk_resumed":
    case "customer_returned":
    case "stay_opened":
    case "customer_joined":
    case "recording_paused":
    case "recording_resumed":
    case "pause_refused":
    case "recording_ready":
    case "recording_stored":
    case "recording_failed":
    case "recording_deleting":
    case "recording_deleted":
    case "voicemail_began":
      return words(fact.kind)
    case "flow_moved":
      return words(`flow_moved.${fact.step.kind}`, { pressed: pressedIn(fact.path) })
    case "agent_lost":
      return words("agent_lost", { name: names.member(fact.memberId) })
    case "offer_announced":
      return words(`offer_announced.${fact.purpose}`, { name: names.member(fact.memberId) })
    case "offer_acknowledged":
    case "offer_rang":
      return words(fact.kind, { name: ofOffer(fact.offerId) })
    case "offer_closed":
      return words(`offer_closed.${fact.state}`, { name: ofOffer(fact.offerId) })
    case "customer_sent":
      return words(fact.stayId === null ? "customer_sent.queue" : "customer_sent.conference")
    case "leg_started":
      return named(fact.purpose === "caller" ? "leg_started.caller" : `leg_started.${fact.role}`, fact.legId)
    case "leg_created":
    case "leg_answered":
    case "leg_held":
    case "leg_released":
    case "hold_refused":
    case "supervision_refused":
      return named(fact.kind, fact.legId)
    case "leg_ended":
      return named("leg_ended", fact.legId, { cause: names.cause(causeOf(fact.cause)) })
    case "hold_asked":
      return named(fact.isHeld ? "hold_asked.hold" : "hold_asked.release", fact.legId)
    case "pause_asked":
      return words(fact.isPaused ? "pause_asked.pause" : "pause_asked.resume")
    case "supervision_asked":
    case "supervision_set":
      return named(`${fact.kind}.${fact.mode}`, fact.legId)
    case "talk_started":
      return words(fact.recordingId === null ? "talk_started.unrecorded" : "talk_started.recorded")
    case "call_ended":
      return words(`call_ended.${fact.outcome}`, {
        reason: fact.reason === null ? "" : names.reason(fact.reason),
      })
    case "effect_given_up":
      return words("effect_given_up")
    default:
      return fact satisfies never
  }
}
