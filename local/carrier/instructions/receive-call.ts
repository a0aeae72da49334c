import type { HttpMethod } from "../http.ts"
import type { NumberConfig, ResolvedOptions } from "../options.ts"
import type { Application } from "../state/applications.ts"
import { Call, type Line } from "../state/call.ts"
import type { StatusCallback } from "../state/call-record.ts"
import { reportProgress } from "../webhooks/call-progress.ts"
import { serve } from "./serve.ts"
import type { Fallback, InstructionParts, Instructions } from "./service.ts"

/** Twilio's "Call concurrency limit exceeded". */
export const CONCURRENCY_EXCEEDED = 10004

/** What serving a call in the background needs of the carrier. */
export interface ServingParts extends InstructionParts {
  readonly options: Pick<ResolvedOptions, "accountSid" | "log">
}

/** What receiving a call needs of the carrier. */
export interface ReceivingParts extends ServingParts {
  readonly options: Pick<ResolvedOptions, "accountSid" | "log" | "maxConcurrentCalls">
}

interface IncomingSetup {
  from: string
  to: string
  line: Line
  forwardedFrom?: string
  callerName?: string
}

/** A party calls one of the account's numbers. A number the account does not have fails; too many calls are busy. */
export function receiveCall(exchange: ReceivingParts, setup: IncomingSetup): Call {
  const number = exchange.numbers.get(setup.to)
  const callback = number?.statusCallback
  const call = addIncoming(exchange, setup, callback ? completedOnly(callback) : null)
  if (refused(exchange, call)) return call
  if (number) serveInBackground(exchange, call, voiceInstructions(number), voiceFallback(number))
  else setImmediate(() => call.finish("failed", "carrier"))
  return call
}

/** A browser calls through a TwiML application; its parameters go with the request. */
export function receiveClientCall(
  exchange: ReceivingParts,
  setup: { identity: string; application: Application; parameters: Record<string, string>; line: Line },
): Call {
  const { instructions, fallback, statusCallback } = throughApplication(setup.application, setup.parameters)
  const from = `client:${setup.identity}`
  const parties = { from, to: setup.parameters.To ?? "", line: setup.line }
  const call = addIncoming(exchange, parties, statusCallback)
  if (refused(exchange, call)) return call
  serveInBackground(exchange, call, instructions, fallback)
  return call
}

/** What a call through an application asks, and whom it tells that it has ended. */
export function throughApplication(
  application: Application,
  parameters: Record<string, string>,
): { instructions: Instructions; fallback: Fallback | null; statusCallback: StatusCallback | null } {
  const { sid, voiceUrl: url, voiceMethod: method, statusCallback, statusCallbackMethod } = application
  return {
    instructions: { url, method, params: { ...parameters, ApplicationSid: sid } },
    fallback: voiceFallback(application),
    statusCallback: statusCallback ? completedOnly(statusCallback, statusCallbackMethod) : null,
  }
}

/** Serves a call without waiting for it; a bug in the carrier ends the call and is logged. */
export function serveInBackground(
  exchange: ServingParts,
  call: Call,
  instructions: Instructions,
  fallback: Fallback | null,
): void {
  serve(exchange, call, instructions, fallback).catch((error: unknown) => {
    exchange.options.log(`bug ${error instanceof Error ? error.stack : String(error)}`)
    call.finish("failed", "carrier")
  })
}

function addIncoming(
  exchange: ReceivingParts,
  setup: IncomingSetup,
  statusCallback: StatusCallback | null,
): Call {
  const call = new Call({ ...setup, direction: "inbound", statusCallback })
  exchange.calls.add(call)
  reportProgress(call, exchange.options.accountSid, exchange.webhooks)
  return call
}

function refused(exchange: ReceivingParts, call: Call): boolean {
  if (exchange.calls.live().length <= exchange.options.maxConcurrentCalls) return false
  const message = "Call concurrency limit exceeded"
  exchange.alerts.add({ level: "error", code: CONCURRENCY_EXCEEDED, message, callSid: call.sid })
  setImmediate(() => call.finish("busy", "carrier"))
  return true
}

function completedOnly(url: string, method: HttpMethod = "POST"): StatusCallback {
  return { url, method, events: new Set(["completed"]) }
}

function voiceFallback(
  config: Pick<NumberConfig, "voiceFallbackUrl" | "voiceFallbackMethod">,
): Fallback | null {
  const { voiceFallbackUrl: url, voiceFallbackMethod: method = "POST" } = config
  return url ? { url, method } : null
}

function voiceInstructions(number: NumberConfig): Instructions {
  return { url: number.voiceUrl, method: number.voiceMethod ?? "POST" }
}
