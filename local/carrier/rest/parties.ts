import type { Exchange } from "../exchange.ts"
import { CONCURRENCY_EXCEEDED } from "../instructions/receive-call.ts"
import type { StatusCallback } from "../state/call-record.ts"
import { isTelephoneNumber } from "../state/numbers.ts"
import type { Form } from "./form.ts"
import { notImplemented, RestError } from "./reply.ts"

const NO_TO = 21201
const INVALID_TO = 21211
const NO_FROM = 21213
const FROM_NOT_VERIFIED = 21210

/**
 * Who calls whom, checked as Twilio does: a telephone is called from a number of the account.
 * @throws RestError with Twilio's code.
 */
export function readParties(
  { numbers }: Pick<Exchange, "numbers">,
  form: Form,
): { from: string; to: string } {
  const to = form.required("To", NO_TO, "No 'To' number is specified")
  const from = form.required("From", NO_FROM, "No 'From' number is specified")
  if (to.startsWith("client:")) return { from, to }
  if (to.startsWith("sip:")) throw notImplemented("calls to SIP addresses")
  if (!isTelephoneNumber(to))
    throw new RestError(400, INVALID_TO, `The phone number you are attempting to call, ${to}, is not valid.`)
  if (!numbers.has(from)) {
    throw new RestError(
      400,
      FROM_NOT_VERIFIED,
      `The source phone number provided, ${from}, is not yet verified for your account.`,
    )
  }
  return { from, to }
}

/** The status callback of a call created by REST; only `completed` unless events are named. */
export function readStatusCallback(form: Form): StatusCallback | null {
  const url = form.url("StatusCallback")
  const method = form.method("StatusCallbackMethod", "POST")
  const events = new Set(form.events("StatusCallbackEvent", ["completed"]))
  return url ? { url, method, events } : null
}

/** Refuses a call beyond the account's concurrent calls. */
export function checkConcurrency({ calls, options }: Pick<Exchange, "calls" | "options">): void {
  if (calls.live().length < options.maxConcurrentCalls) return
  throw new RestError(429, CONCURRENCY_EXCEEDED, "Call concurrency limit exceeded")
}
