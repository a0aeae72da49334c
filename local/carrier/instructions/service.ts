import type { HttpMethod } from "../http.ts"
import type { Playout } from "../media/playout.ts"
import type { Call } from "../state/call.ts"
import type { DialingParts } from "../switching/dial-out.ts"
import type { ConferenceParts } from "../switching/open-conference.ts"

/** What a call is to do: ask a URL, or obey TwiML given directly. */
export interface Instructions {
  url: string
  method: HttpMethod
  params?: Record<string, string>
  /** Obeyed instead of asking the URL. */
  twiml?: string
}

/** Where a call asks when its instructions fail. */
export interface Fallback {
  url: string
  method: HttpMethod
}

/** What obeying instructions needs of the carrier. */
export interface InstructionParts extends ConferenceParts, DialingParts {}

/** A call while it obeys instructions. The signal aborts when the call ends or is told something else. */
export interface Service {
  exchange: InstructionParts
  call: Call
  playout: Playout
  signal: AbortSignal
}

/** What follows a verb: the next one, another document, or the end of the call. */
export type Next = { go: "on" } | { go: "to"; instructions: Instructions } | { go: "end" }

export const ON: Next = { go: "on" }
export const END: Next = { go: "end" }

export function goTo(url: string, method: HttpMethod, params: Record<string, string> = {}): Next {
  return { go: "to", instructions: { url, method, params } }
}
