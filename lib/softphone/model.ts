import type { AfterCall, CallFacts, LiveCall, MyLiveCall, Offer } from "@/lib/phone/schema"
import type { CallReason } from "@/supabase/functions/_shared/calls/facts"

/** What goes wrong with the phone itself, as codes; each has a text in `phone.json`. */
export const problems = [
  "microphone_denied",
  "microphone_missing",
  "token_refused",
  "not_registered",
  "connection_lost",
  "answer_failed",
  "dial_failed",
  "dial_microphone",
  "offer_gone",
  "signed_in_elsewhere",
] as const
export type Problem = (typeof problems)[number]

/** Registration with the provider. `lost`: it was there and comes back by itself. */
export type DeviceState = "off" | "registering" | "registered" | "lost"

/**
 * What the phone does now. Times are the page's clock's (`lib/clock`), in ms since 1970.
 * `offered`: announced, the provider has not rung yet. `elsewhere`: the call lives in another tab of this person.
 */
export type Stage =
  | { name: "idle" }
  | { name: "offered"; offer: Offer; seenAt: number }
  | { name: "ringing"; offer: Offer; seenAt: number; ringingAt: number }
  | { name: "connecting"; offer: Offer; answeredAt: number; askedAt: number }
  /** We call them. `isConnected`: own line stands, and their ringing is heard. */
  | {
      name: "dialling"
      legId: string
      facts: CallFacts
      since: number
      askedAt: number
      isConnected: boolean
    }
  /** `confirmedAt`: when the reading was asked for that first showed the call; null while none has. */
  | {
      name: "talking"
      legId: string
      facts: CallFacts
      since: number
      askedAt: number
      confirmedAt: number | null
      isRecorded: boolean
      isMuted: boolean
    }
  | {
      name: "after_call"
      callId: string | null
      facts: CallFacts | null
      talkedFor: number
      endedAt: number
      until: number | null
      /** Why nobody talked, as far as it is known. */
      reason: CallReason | null
    }
  | { name: "elsewhere"; facts: CallFacts; isRinging: boolean }

export type PhoneModel = {
  device: DeviceState
  stage: Stage
  problem: Problem | null
  /** The leg whose ring the provider has delivered to this page. */
  rungLeg: string | null
  /** Legs this page is done with. A reading made before may still show the offer of one as open. */
  closedLegs: readonly string[]
  /** The call whose after-call work was ended here; the same holds for it. */
  closedAfterCall: string | null
}

/** Whether this page may answer: `unreachable` lacks a registered device or a microphone (K3). */
export type Ability = "able" | "unreachable" | "other_tab"

export type PhoneEvent =
  | { kind: "device_changed"; device: DeviceState; problem: Problem | null }
  /** `startedAt`: when they were asked for or heard of; what happened here later is newer than it. */
  | { kind: "calls_read"; calls: MyLiveCall; startedAt: number; now: number; ability: Ability }
  | { kind: "after_call_read"; afterCall: AfterCall | null; startedAt: number; now: number }
  | { kind: "rang"; legId: string; now: number }
  | { kind: "ring_stopped"; legId: string }
  /** The app has begun a call: own leg is to be connected. */
  | { kind: "dial_begun"; legId: string; facts: CallFacts; now: number }
  | { kind: "answer_pressed"; now: number }
  | { kind: "pass_pressed" }
  | { kind: "connected"; legId: string; now: number }
  | { kind: "answer_failed"; legId: string; problem: Problem }
  | { kind: "disconnected"; legId: string; now: number; problem: Problem | null }
  | { kind: "hang_up_pressed"; now: number }
  | { kind: "mute_pressed" }
  | { kind: "finish_pressed" }
  | { kind: "time_passed"; now: number }
  | { kind: "problem_seen" }

export type DeclineCause = "passed" | "microphone"

/** What must be done outside; `softphone.ts` does it. */
export type PhoneEffect =
  | { kind: "acknowledge"; offerId: string }
  | { kind: "report_ringing"; offerId: string }
  /** `cause`: passed on by the person, or the page found that it cannot be answered here. */
  | { kind: "decline"; offerId: string; legId: string; cause: DeclineCause }
  /** Ends the leg here alone: the database knows that the call is over. */
  | { kind: "cut"; legId: string }
  | { kind: "answer"; legId: string }
  /** Calls the provider with own leg. */
  | { kind: "connect"; legId: string }
  | { kind: "open_ticket"; number: number }
  | { kind: "hang_up"; legId: string }
  | { kind: "mute"; isMuted: boolean }
  | { kind: "finish_after_call" }
  | { kind: "read" }

export type Step = { phone: PhoneModel; effects: PhoneEffect[] }

export const initialPhone: PhoneModel = {
  device: "off",
  stage: { name: "idle" },
  problem: null,
  rungLeg: null,
  closedLegs: [],
  closedAfterCall: null,
}

export type { CallFacts, LiveCall, Offer }
