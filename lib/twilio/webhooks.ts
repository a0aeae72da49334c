import "server-only"
import type { ZodError } from "zod"
import { readSignedRequest, type SignedRequest } from "@/lib/twilio/signed-request"
import { renderApology, renderInstruction, renderMusic, renderTestCall } from "@/lib/twilio/twiml"
import { dialTurnOf, failedRequestOf, isTestCall } from "@/lib/twilio/voice-events"
import type { RoutingAnswer } from "@/supabase/functions/_shared/calls/answer"
import { type RoutingRequest, routingRequest } from "@/supabase/functions/_shared/calls/events"

// Each makes a route handler. None answers with success after an exception: that would keep the provider from its
// fallback. Who decides is handed in: the provider's adapter does not know calls.

type Handler = (request: Request) => Promise<Response>
/** Brings what the provider said to its decision. */
type Bring = (request: RoutingRequest) => Promise<RoutingAnswer>

/** Answers a leg's question with TwiML. */
export function voiceWebhook(translate: (request: SignedRequest) => RoutingRequest, bring: Bring): Handler {
  return async (request) => {
    const signed = await readSignedRequest(request)
    if (signed instanceof Response) return signed
    return await answered(request, translate(signed), bring)
  }
}

/** Answers a softphone's own call: a test call with music that ends by itself, any other by its decision. */
export function outgoingWebhook(bring: Bring): Handler {
  return async (request) => {
    const signed = await readSignedRequest(request)
    if (signed instanceof Response) return signed
    if (isTestCall(signed)) return twiml(renderTestCall())
    return await answered(request, dialTurnOf(signed), bring)
  }
}

/** Takes in a report; one that means nothing to us is only acknowledged. */
export function statusWebhook(
  translate: (request: SignedRequest) => RoutingRequest | null,
  bring: Bring,
): Handler {
  return async (request) => {
    const signed = await readSignedRequest(request)
    if (signed instanceof Response) return signed
    const report = routingRequest.nullable().safeParse(translate(signed))
    if (!report.success) return malformed(request, report.error)
    if (report.data) await bring(report.data)
    return new Response(null, { status: 204 })
  }
}

/** The last resort: asks the failed question once more, and otherwise apologises without needing anybody (K11). */
export function fallbackWebhook(bring: Bring): Handler {
  return async (request) => {
    const signed = await readSignedRequest(request)
    if (signed instanceof Response) return signed
    const code = signed.form.get("ErrorCode")
    console.error("answered by the fallback", code, signed.form.get("ErrorUrl"))
    const failed = routingRequest.safeParse(failedRequestOf(signed))
    if (!failed.success) return twiml(renderApology())
    try {
      return await decided(failed.data, bring)
    } catch (error) {
      console.error("no decision for the fallback either", error)
      return twiml(renderApology())
    }
  }
}

/** What plays in a conference before it starts. */
export async function musicWebhook(request: Request): Promise<Response> {
  const signed = await readSignedRequest(request)
  return signed instanceof Response ? signed : twiml(renderMusic())
}

async function answered(request: Request, turn: RoutingRequest, bring: Bring): Promise<Response> {
  const asked = routingRequest.safeParse(turn)
  return asked.success ? await decided(asked.data, bring) : malformed(request, asked.error)
}

async function decided(asked: RoutingRequest, bring: Bring): Promise<Response> {
  const { instruction, language } = await bring(asked)
  return twiml(renderInstruction(instruction, language))
}

function twiml(document: string): Response {
  return new Response(document, {
    headers: { "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" },
  })
}

/** Signed, but nothing the provider would send: said in one line, so that nobody searches for it in a stack trace. */
function malformed(request: Request, { issues }: ZodError): Response {
  const wrong = issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")
  console.warn("malformed webhook", new URL(request.url).pathname, wrong)
  return new Response("The request is malformed", { status: 400 })
}
