import type { ResolvedOptions } from "../options.ts"
import { Call } from "../state/call.ts"
import type { StatusCallback } from "../state/call-record.ts"
import type { Calls } from "../state/calls.ts"
import type { Numbers } from "../state/numbers.ts"
import type { PhoneDirectory } from "../state/phone-directory.ts"
import { reportProgress } from "../webhooks/call-progress.ts"
import type { WebhookSender } from "../webhooks/sender.ts"
import { watchTimes } from "./place-call.ts"

/** What dialling a telephone from a call needs of the carrier. */
export interface DialingParts {
  readonly options: Pick<ResolvedOptions, "accountSid">
  readonly calls: Calls
  readonly numbers: Numbers
  readonly directory: PhoneDirectory
  readonly webhooks: WebhookSender
}

interface DialedSetup {
  from: string
  to: string
  timeoutSeconds: number
  timeLimitSeconds: number
  statusCallback: StatusCallback | null
}

/** A leg that a call's TwiML dials: at once, for the calls per second are those of REST. */
export function dialOut(exchange: DialingParts, parent: Call, setup: DialedSetup): Call {
  const { from, to, statusCallback } = setup
  const line = exchange.directory.lineTo(to)
  const call = new Call({
    from,
    to,
    line,
    statusCallback,
    direction: "outbound-dial",
    parentCallSid: parent.sid,
  })
  exchange.calls.add(call)
  reportProgress(call, exchange.options.accountSid, exchange.webhooks)
  watchTimes(call, setup)
  setImmediate(() => call.begin())
  return call
}
