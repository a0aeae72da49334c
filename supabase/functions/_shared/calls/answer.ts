import type { Instruction } from "./decision.ts"
import type { Effect } from "./effects.ts"
import type { Language } from "./language.ts"
import type { Offer } from "./state.ts"
import type { Instant } from "./time.ts"

/** What the routing function answers to whoever brought an event. */
export type RoutingAnswer = {
  callId: string | null
  version: number
  /** The database's clock, for timers. */
  now: Instant
  /** What the customer's leg does, and in which language. */
  instruction: Instruction
  language: Language
  /** Leased to whoever brought the event, to be carried out now; what waits in a lane comes when its forerunner is settled. */
  effects: { id: string; callId: string; effect: Effect }[]
  deadlines: { id: string; dueAt: Instant }[]
  /** Calls that may be served now that somebody has become free. */
  waiting: string[]
  /** The offer the event was about, as it stands now. */
  offer: { id: string; state: Offer["state"] } | null
  /** Whether the person who sent the event is signed in to the phone from there (A2); true when nobody in person did. */
  isActorPresent: boolean
  /** The event had come before: nothing was done, `instruction` is the first answer. */
  repeated: boolean
}
