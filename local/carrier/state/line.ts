import type { Source } from "../media/source.ts"
import type { Call } from "./call.ts"

/** How a call ended, in Twilio's words for a call's final status. */
export type FinalStatus = "completed" | "busy" | "no-answer" | "failed" | "canceled"

/**
 * The far end of a call: a browser's Voice SDK, the customer's phone page or a scripted party. The line tells
 * the call what the party does (`call.partyRings()`, `partyAnswers()`, `partyEnds()`, `partyPresses()`); the
 * call tells the line what the carrier does.
 */
export interface Line {
  readonly kind: "client" | "phone" | "script"
  /** What the party says. */
  readonly spoken: Source
  /** The carrier offers the party a call; the line answers with `partyRings` or `partyEnds`, later, not at once. */
  ring(call: Call): void
  /** The carrier answers the call the party made. */
  answer(call: Call): void
  /** The call is over, whoever ended it. */
  end(call: Call, status: FinalStatus): void
}
