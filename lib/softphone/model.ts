import type { CallFacts, Offer, OwnCalls, OwnSupervision } from "@/lib/phone/schema"

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
  "return_failed",
  "return_microphone",
  "signed_in_elsewhere",
] as const
export type Problem = (typeof problems)[number]

/** Registration with the provider. `lost`: it was there and comes back by itself. */
export type DeviceState = "off" | "registering" | "registered" | "lost"

/** A leg this page has answered or dialled. Moments are the page's clock's (`lib/clock`), in ms since 1970. */
type Carried = {
  legId: string
  /** Who is on the other end, as it was known when it began or was last said. */
  facts: CallFacts
  since: number
  /** This page dialled: the call's ticket is opened once it has one. */
  isOwn: boolean
  /** What the database has said of it. A leg it has named and names no more is over. */
  seen: "nothing" | "offer" | "call"
  /** When it was last asked about it. */
  askedAt: number
}

/** The database waits for who talks here (K2): by which of its invitations, and whether it was told that they are there. */
type Awaited = { by: string; isTold: boolean } | null

/** A leg this page is done with. The database may still name it: its end is on the way there. */
export type DoneLeg = { legId: string; facts: CallFacts | null; wasCarried: boolean; endedAt: number }

/** A leg of own that is live by the database's word, whose audio is nowhere, and when the app was told so last (K2). */
type MissingLeg = { legId: string; toldAt: number }

/** A leg that is in a call without being a party of it. `answeredAt`: on the page's clock, in ms since 1970. */
export type SupervisingLeg = {
  name: "supervising"
  legId: string
  facts: CallFacts
  supervision: OwnSupervision
  answeredAt: number
  isConnected: boolean
}

/**
 * The page's own audio, by the leg it is of; what the call is and who is in it says the database. `offered`: announced, the
 * provider has not rung yet. `returning`: own call is to be had again on this leg, which is answered as soon as it rings (K2).
 * `ringing`: it rings; without an offer, sooner than that was heard of. `dialling`: we call the provider with it. `lost`: it
 * stood, and the SDK is connecting it anew. `supervising`: in a call of others (S6), answered or connected.
 */
export type AudioLeg =
  | { name: "off"; done: DoneLeg | null; missing?: MissingLeg }
  | { name: "offered"; legId: string; offer: Offer; seenAt: number }
  | { name: "returning"; legId: string; offer: Offer; askedAt: number }
  | { name: "ringing"; legId: string; offer: Offer | null; seenAt: number; ringingAt: number }
  | ({ name: "dialling" } & Carried)
  | ({ name: "connecting"; offer: Offer } & Carried)
  | ({ name: "live"; isMuted: boolean; awaited: Awaited } & Carried)
  | ({ name: "lost"; isMuted: boolean; awaited: Awaited } & Carried)
  | SupervisingLeg

/** A leg that is answered or dialled, whether its audio stands or not. */
export type CarriedLeg = Extract<AudioLeg, { since: number }>

/** Whether this page may answer: `unreachable` lacks a registered device or a microphone (K3). */
export type Ability = "able" | "unreachable" | "other_tab"

/** What happens to own audio: the database's word, the line's, the person's, and time. */
export type LegEvent =
  /** Own phone in a later version than before. `isSole`: no other page can have the audio of own leg. */
  | { kind: "own_phone"; calls: OwnCalls; now: number; ability: Ability; isSole: boolean }
  | { kind: "rang"; legId: string; now: number }
  | { kind: "ring_stopped"; legId: string; now: number }
  /** The app has begun a call: own leg is to be connected. */
  | { kind: "dial_begun"; legId: string; facts: CallFacts; now: number }
  | { kind: "connected"; legId: string; now: number }
  | { kind: "connect_failed"; legId: string; problem: Problem; now: number }
  | { kind: "reconnecting"; legId: string }
  | { kind: "reconnected"; legId: string }
  | { kind: "disconnected"; legId: string; now: number; problem: Problem | null }
  | { kind: "answer_pressed"; now: number }
  | { kind: "pass_pressed"; now: number }
  /** 「通話に戻る」. */
  | { kind: "return_pressed"; offer: Offer; ability: Ability; now: number }
  /** The app did not take it. */
  | { kind: "return_failed"; legId: string; now: number }
  /** Nor the word that own audio has never stopped. */
  | { kind: "resume_failed"; legId: string; now: number }
  | { kind: "hang_up_pressed"; now: number }
  | { kind: "mute_pressed" }
  | { kind: "time_passed"; now: number }

/** What a person does that is not about own audio: both go to the database or away. */
export type PhoneEvent = LegEvent | { kind: "finish_pressed" } | { kind: "problem_seen" }

export type DeclineCause = "passed" | "microphone"

/** What must be done outside; `effects.ts` does it. */
export type PhoneEffect =
  | { kind: "acknowledge"; offerId: string }
  | { kind: "report_ringing"; offerId: string }
  /** Has own leg made anew of a call whose audio was lost. */
  | { kind: "return"; offerId: string; legId: string }
  /** Says that own audio is gone. */
  | { kind: "report_lost"; legId: string }
  /** Says that own audio has never stopped. */
  | { kind: "resume"; legId: string }
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
  | { kind: "read" }

/** `problem`: what is to be told; undefined where nothing changes, null where the last is settled. */
export type LegStep = { leg: AudioLeg; effects: PhoneEffect[]; problem?: Problem | null }

export const initialLeg: AudioLeg = { name: "off", done: null }
