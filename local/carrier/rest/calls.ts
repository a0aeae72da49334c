import type { Exchange } from "../exchange.ts"
import { serveInBackground, throughApplication } from "../instructions/receive-call.ts"
import type { Fallback, Instructions } from "../instructions/service.ts"
import type { Application } from "../state/applications.ts"
import type { Call } from "../state/call.ts"
import { placeCall } from "../switching/place-call.ts"
import { callJson } from "./call-json.ts"
import type { RestRequest } from "./context.ts"
import type { Form } from "./form.ts"
import { page, timeFilter } from "./paging.ts"
import { checkConcurrency, readParties, readStatusCallback } from "./parties.ts"
import { notFound, type Reply, RestError } from "./reply.ts"

const URL_REQUIRED = 21205
const INVALID_APPLICATION = 21218
const CALL_NOT_IN_PROGRESS = 21220
const DEFAULT_TIMEOUT_SECONDS = 60
const DEFAULT_TIME_LIMIT_SECONDS = 14_400

/** POST /Calls: queues a call that asks `Url` (or obeys `Twiml`) once it is answered. */
export function createCall({ exchange, form }: RestRequest): Reply {
  const parties = readParties(exchange, form)
  const application = readApplication(exchange, form)
  const instructions = readInstructions(form)
  const ownFallback = readFallback(form)
  const ownCallback = readStatusCallback(form)
  // An application's addresses stand for all of those the request names.
  const serving = application
    ? throughApplication(application, {})
    : { instructions, fallback: ownFallback, statusCallback: ownCallback }
  const { instructions: first, fallback, statusCallback } = serving
  if (!first) throw new RestError(400, URL_REQUIRED, "Url parameter is required.")
  const setup = {
    ...parties,
    timeoutSeconds: form.integer("Timeout") ?? DEFAULT_TIMEOUT_SECONDS,
    timeLimitSeconds: form.integer("TimeLimit") ?? DEFAULT_TIME_LIMIT_SECONDS,
    statusCallback,
  }
  form.ignore("CallReason", "CallToken", "Trim")
  form.done("Calls create")
  checkConcurrency(exchange)
  const call = placeCall(exchange, setup, (answered) =>
    serveInBackground(exchange, answered, first, fallback),
  )
  return { status: 201, body: callJson(exchange, call) }
}

/** GET /Calls, newest first. */
export function listCalls({ exchange, path, query, form }: RestRequest): Reply {
  const [to, from, status] = [form.text("To"), form.text("From"), form.text("Status")]
  const parent = form.text("ParentCallSid")
  const started = timeFilter(form, "StartTime")
  const ended = timeFilter(form, "EndTime")
  const calls = exchange.calls.list().filter((call) => {
    if (to && call.to !== to) return false
    if (from && call.from !== from) return false
    if (parent && call.parentCallSid !== parent) return false
    if (status && callJson(exchange, call).status !== status) return false
    return started(call.startTime) && ended(call.endTime)
  })
  return page("calls", path, query, form, calls, (call) => callJson(exchange, call))
}

/** GET /Calls/{CA}. */
export function fetchCall(request: RestRequest): Reply {
  request.form.done("Calls fetch")
  return { status: 200, body: callJson(request.exchange, findCall(request)) }
}

/**
 * POST /Calls/{CA}: `Status=completed` hangs up, `canceled` ends only what has not been answered, `Url` or
 * `Twiml` gives a call in progress other instructions.
 */
export function updateCall(request: RestRequest): Reply {
  const { exchange, form } = request
  const call = findCall(request)
  const status = form.oneOf("Status", ["completed", "canceled"])
  const instructions = readInstructions(form)
  const fallback = readFallback(form)
  form.done("Calls update")
  if (call.ended) throw notInProgress("Call is not in-progress. Cannot redirect.")
  if (status) endCall(call, status)
  else if (instructions) {
    if (call.status !== "in-progress") throw notInProgress("Call is not in-progress. Cannot redirect.")
    serveInBackground(exchange, call, instructions, fallback)
  }
  return { status: 200, body: callJson(exchange, call) }
}

function endCall(call: Call, status: "completed" | "canceled"): void {
  if (call.answered) {
    if (status === "completed") call.finish("completed", "api")
  } else {
    call.finish("canceled", "api")
  }
}

function notInProgress(message: string): RestError {
  return new RestError(400, CALL_NOT_IN_PROGRESS, message)
}

function findCall({ exchange, segments, path }: RestRequest): Call {
  const call = exchange.calls.get(segments[1] ?? "")
  if (!call) throw notFound(path)
  return call
}

function readFallback(form: Form): Fallback | null {
  const url = form.url("FallbackUrl")
  const method = form.method("FallbackMethod", "POST")
  return url ? { url, method } : null
}

function readInstructions(form: Form): Instructions | null {
  const method = form.method("Method", "POST")
  const twiml = form.text("Twiml")
  const url = form.url("Url")
  if (twiml) return { url: "", method, twiml }
  return url ? { url, method } : null
}

function readApplication({ applications }: Pick<Exchange, "applications">, form: Form): Application | null {
  const sid = form.text("ApplicationSid")
  if (!sid) return null
  const application = applications.get(sid)
  if (!application) throw new RestError(400, INVALID_APPLICATION, `ApplicationSid ${sid} is not valid.`)
  return application
}
