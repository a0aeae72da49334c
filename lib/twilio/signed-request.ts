import "server-only"
import { validateRequest } from "twilio/lib/webhooks/webhooks"
import { environment } from "@/lib/env"
import { readBody } from "@/supabase/functions/_shared/read-body"

/** What the provider sent: its form, and the parameters we ourselves put into the address. */
export type SignedRequest = { form: URLSearchParams; query: URLSearchParams }

/**
 * The most a webhook may bring. The provider's own requests are below 4 KB with some 40 fields
 * (twilio.com/docs/voice/twiml#request-parameters).
 */
const mostBytes = 64 * 1024
const mostFields = 200

/**
 * Reads a request of the provider. Unless it signed exactly this (our public address with path and query, and every
 * field of the form) the answer is 403; without a signature not even the body is read, and one that is too large is 413.
 * What the request says of its own host does not count.
 */
export async function readSignedRequest(request: Request): Promise<SignedRequest | Response> {
  const { APP_URL, TWILIO_AUTH_TOKEN } = environment()
  const signature = request.headers.get("x-twilio-signature")
  if (!signature) return refusal(403, notSigned)
  const body = request.method === "POST" ? await readBody(request, mostBytes) : ""
  if (body === null || fieldsIn(body) > mostFields) {
    return refusal(413, "The request is too large")
  }
  const { pathname, search, searchParams } = new URL(request.url)
  const form = new URLSearchParams(body)
  const fields: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of form) {
    const present = fields[name]
    if (present === undefined) fields[name] = value
    else if (typeof present === "string") fields[name] = [present, value]
    else present.push(value)
  }
  const isSigned = validateRequest(TWILIO_AUTH_TOKEN, signature, `${APP_URL}${pathname}${search}`, fields)
  return isSigned ? { form, query: searchParams } : refusal(403, notSigned)
}

/** How many fields a form has at most, counted before it is taken apart. */
function fieldsIn(body: string): number {
  let fields = 1
  for (let at = body.indexOf("&"); at !== -1; at = body.indexOf("&", at + 1)) fields++
  return fields
}

const notSigned = "The request is not signed"

/** Closes the connection: Node would otherwise read what is left of the body to its end, to throw it away. */
function refusal(status: number, why: string): Response {
  return new Response(why, { status, headers: { connection: "close" } })
}
