import { Playout } from "../media/playout.ts"
import type { Call } from "../state/call.ts"
import { readDocument, readTwiml } from "../twiml/document.ts"
import { TwimlError } from "../twiml/errors.ts"
import type { Verb } from "../twiml/verbs.ts"
import { callParams } from "../webhooks/call-params.ts"
import { WebhookError } from "../webhooks/webhook-error.ts"
import { performVerb } from "./perform.ts"
import type { Fallback, InstructionParts, Instructions, Service } from "./service.ts"

const APPLICATION_ERROR = "We are sorry, an application error has occurred. Goodbye."

/**
 * Makes a call obey instructions until they run out, and hangs up then. What it did before ends at once; in a
 * conference that counts as leaving it. An error asks the fallback URL once, then the caller hears Twilio's
 * message for a broken application and the call ends.
 */
export async function serve(
  exchange: InstructionParts,
  call: Call,
  first: Instructions,
  fallback: Fallback | null,
): Promise<void> {
  call.place?.takeOut()
  const signal = call.takeOver()
  const playout = new Playout(exchange.clock)
  call.heard = playout
  const service: Service = { exchange, call, playout, signal }
  try {
    await obey(service, first, fallback)
  } catch (error) {
    if (!signal.aborted) throw error
  }
  if (!signal.aborted) call.finish("completed", "carrier")
}

async function obey(service: Service, first: Instructions, fallback: Fallback | null): Promise<void> {
  let instructions: Instructions | null = first
  let inFallback = false
  while (instructions) {
    const current: Instructions = instructions
    try {
      instructions = await performDocument(service, current)
      inFallback = false
    } catch (error) {
      service.signal.throwIfAborted()
      const code = reportFailure(service, error, current.url)
      if (!fallback || inFallback) {
        await apologise(service)
        return
      }
      inFallback = true
      instructions = {
        ...fallback,
        params: { ...current.params, ErrorCode: String(code), ErrorUrl: current.url },
      }
    }
  }
}

async function performDocument(service: Service, instructions: Instructions): Promise<Instructions | null> {
  // Relative addresses start from where the document was found, after redirects.
  const { verbs, documentUrl } = await readInstructions(service, instructions)
  service.signal.throwIfAborted()
  for (const verb of verbs) {
    service.call.note("verb", verb.verb)
    const next = await performVerb(service, verb, documentUrl)
    service.signal.throwIfAborted()
    if (next.go === "to") return next.instructions
    if (next.go === "end") return null
  }
  return null
}

async function readInstructions(
  service: Service,
  instructions: Instructions,
): Promise<{ verbs: Verb[]; documentUrl: string }> {
  const { exchange, call } = service
  const { url, method, twiml, params } = instructions
  if (twiml !== undefined)
    return { verbs: readTwiml(exchange.alerts, twiml, call.sid, url), documentUrl: url }
  call.note("request", url)
  // A browser's own parameters never stand for what the carrier says of the call.
  const form = { ...params, ...callParams(call, exchange.options.accountSid) }
  const answer = await exchange.webhooks.ask(url, method, form)
  return { verbs: readDocument(exchange.alerts, answer, call.sid), documentUrl: answer.url }
}

/** Writes the alert of a failure and returns its code. Anything but a webhook's or TwiML's failure is a bug and goes on up. */
function reportFailure({ exchange, call }: Service, error: unknown, url: string): number {
  if (!(error instanceof WebhookError || error instanceof TwimlError)) throw error
  const { code, message } = error
  exchange.alerts.add({ level: "error", code, message, callSid: call.sid, url })
  call.note("error", `${code} ${message}`)
  return code
}

async function apologise({ exchange, call, playout, signal }: Service): Promise<void> {
  call.answer()
  call.note("application-error")
  await playout.play(await exchange.speech.say(APPLICATION_ERROR, "en-US"), signal)
}
