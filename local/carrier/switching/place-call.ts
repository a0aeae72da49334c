import type { ResolvedOptions } from "../options.ts"
import { Call, type Line } from "../state/call.ts"
import type { StatusCallback } from "../state/call-record.ts"
import type { Calls } from "../state/calls.ts"
import type { DialingQueue } from "../state/dialing-queue.ts"
import type { PhoneDirectory } from "../state/phone-directory.ts"
import { reportProgress } from "../webhooks/call-progress.ts"
import type { WebhookSender } from "../webhooks/sender.ts"

/** Twilio adds this to every ring time-out, and rings no shorter than it. */
const EXTRA_RING_SECONDS = 5

/** What placing a call needs of the carrier. */
export interface PlacingParts {
  readonly options: Pick<ResolvedOptions, "accountSid" | "clientsCountTowardsCallsPerSecond">
  readonly calls: Calls
  readonly dialing: DialingQueue
  readonly directory: PhoneDirectory
  /** Browsers, by the identity they are registered under. */
  readonly clients: { lineTo(identity: string, query: string): Line }
  readonly webhooks: WebhookSender
}

interface OutgoingSetup {
  from: string
  to: string
  timeoutSeconds: number
  timeLimitSeconds: number
  statusCallback: StatusCallback | null
}

/** A leg created by REST, put into the dialling queue. `onAnswer` is called once when the party answers. */
export function placeCall(
  exchange: PlacingParts,
  setup: OutgoingSetup,
  onAnswer: (call: Call) => void,
): Call {
  const { from, to, statusCallback } = setup
  const call = new Call({ from, to, direction: "outbound-api", line: lineTo(exchange, to), statusCallback })
  exchange.calls.add(call)
  reportProgress(call, exchange.options.accountSid, exchange.webhooks)
  watchTimes(call, setup)
  call.on("status", (status) => {
    if (status === "in-progress") onAnswer(call)
  })
  const { clientsCountTowardsCallsPerSecond } = exchange.options
  if (to.startsWith("client:") && !clientsCountTowardsCallsPerSecond) setImmediate(() => call.begin())
  else exchange.dialing.dial(call)
  return call
}

function lineTo({ directory, clients }: Pick<PlacingParts, "directory" | "clients">, to: string): Line {
  if (!to.startsWith("client:")) return directory.lineTo(to)
  const [identity = "", query = ""] = to.slice("client:".length).split("?")
  return clients.lineTo(decodeURIComponent(identity), query)
}

/** Ends a leg that nobody answers in time, or that talks longer than it may. */
export function watchTimes(
  call: Call,
  { timeoutSeconds, timeLimitSeconds }: Pick<OutgoingSetup, "timeoutSeconds" | "timeLimitSeconds">,
): void {
  let timer: NodeJS.Timeout | undefined
  const noAnswer = (): void => call.finish("no-answer", "carrier")
  const overLimit = (): void => call.finish("completed", "carrier")
  call.on("status", (status) => {
    if (status === "initiated") {
      timer = setTimeout(noAnswer, (Math.max(0, timeoutSeconds) + EXTRA_RING_SECONDS) * 1000)
    } else if (status === "in-progress") {
      clearTimeout(timer)
      timer = setTimeout(overLimit, timeLimitSeconds * 1000)
    } else if (call.ended) {
      clearTimeout(timer)
    }
  })
}
