import { Playout } from "../media/playout.ts"
import type { Call } from "../state/call.ts"
import type { FinalStatus } from "../state/call-record.ts"
import { ringback } from "../state/conference-audio.ts"
import { isTelephoneNumber } from "../state/numbers.ts"
import { bridge } from "../switching/bridge.ts"
import { dialOut } from "../switching/dial-out.ts"
import { INVALID_CALLER_ID, INVALID_NUMBER } from "../twiml/errors.ts"
import { digitsClip } from "../twiml/prompts.ts"
import { resolveUrl } from "../twiml/resolve-url.ts"
import type { Dial, NumberNoun } from "../twiml/verbs.ts"
import type { Service } from "./service.ts"

/** What the action is told of a dialled number. */
type DialResult = Record<string, string>

/**
 * Dials telephones, all at once; the first to answer talks with the call, the others stop ringing. Resolves when that is over,
 * with what `action` is told. A caller id that may not be shown (13214) or a number that is none (13224) is an alert, and nobody
 * is dialled.
 */
export async function dialNumbers(
  service: Service,
  verb: Dial,
  numbers: NumberNoun[],
  documentUrl: string,
): Promise<DialResult> {
  const { exchange, call, signal } = service
  const from = verb.callerId || call.from
  if (!mayBeShown(service, from)) {
    objectTo(service, "warning", INVALID_CALLER_ID, `Dial: Invalid callerId value: ${from}`, documentUrl)
    return { DialCallStatus: "failed", DialBridged: "false" }
  }
  const wrong = numbers.find(({ number }) => !isTelephoneNumber(number))
  if (wrong) {
    objectTo(service, "error", INVALID_NUMBER, `Dial: the number ${wrong.number} is invalid`, documentUrl)
    return { DialCallStatus: "failed", DialBridged: "false" }
  }
  const legs = numbers.map((noun) =>
    dialOut(exchange, call, {
      from,
      to: noun.number,
      timeoutSeconds: verb.timeoutSeconds,
      timeLimitSeconds: verb.timeLimitSeconds,
      statusCallback: noun.statusCallback
        ? {
            url: resolveUrl(noun.statusCallback, documentUrl),
            method: noun.statusCallbackMethod,
            events: new Set(noun.statusCallbackEvents),
          }
        : null,
    }),
  )
  // Whatever ends the caller's stay here ends the legs.
  signal.addEventListener("abort", () => legs.forEach(hangUp), { once: true })
  if (call.answered) call.heard = ringback
  const last = await answeredOrLast(legs)
  signal.throwIfAborted()
  if (!last.answered) return { DialCallStatus: last.status, DialCallSid: last.sid, DialBridged: "false" }
  for (const leg of legs) if (leg !== last) hangUp(leg)
  await talk(service, verb, last, numbers[legs.indexOf(last)]?.sendDigits ?? "")
  return {
    DialCallStatus: "completed",
    DialCallSid: last.sid,
    DialCallDuration: String(last.durationSeconds),
    DialBridged: "true",
  }
}

/** Twilio: the calling number, the called one, or one of the account's own; a browser has no number of its own to show. */
function mayBeShown({ exchange, call }: Service, callerId: string): boolean {
  if (exchange.numbers.has(callerId)) return true
  const isBrowser = call.from.startsWith("client:")
  return !isBrowser && (callerId === call.from || callerId === call.to)
}

function objectTo(
  { exchange, call }: Service,
  level: "error" | "warning",
  code: number,
  message: string,
  url: string,
): void {
  exchange.alerts.add({ level, code, message, callSid: call.sid, url })
}

/** The first leg that is answered; when none is, the one that gave up last. */
function answeredOrLast(legs: Call[]): Promise<Call> {
  return new Promise((resolve) => {
    for (const leg of legs) {
      leg.on("status", () => {
        if (leg.answered || legs.every(({ ended }) => ended)) resolve(leg)
      })
    }
  })
}

/** The two talk until one of them leaves; the dialled one first hears the keys it is sent. */
async function talk({ exchange, call, signal }: Service, verb: Dial, leg: Call, keys: string): Promise<void> {
  const over = new Promise<void>((resolve) => leg.on("status", () => leg.ended && resolve()))
  call.answer()
  if (keys !== "") await sendKeys(new Playout(exchange.clock), leg, keys, signal)
  if (leg.ended) return
  const part = bridge(exchange.clock, call, leg)
  const onDigit = (digit: string): void => {
    if (digit === "*" && verb.hangupOnStar) hangUp(leg)
  }
  call.on("digit", onDigit)
  await over
  call.off("digit", onDigit)
  part()
  signal.throwIfAborted()
}

async function sendKeys(playout: Playout, leg: Call, keys: string, signal: AbortSignal): Promise<void> {
  leg.heard = playout
  await playout.play(digitsClip(keys), signal)
  for (const key of keys) if (key !== "w") leg.hearKey(key)
}

function hangUp(leg: Call): void {
  const status: FinalStatus = leg.answered ? "completed" : "canceled"
  leg.finish(status, "carrier")
}
