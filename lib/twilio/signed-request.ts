import "server-only"
import { validateRequest } from "twilio/lib/webhooks/webhooks"
import { environment } from "@/lib/env"

/** What the provider sent: its form, and the parameters we ourselves put into the address. */
export type SignedRequest = { form: URLSearchParams; query: URLSearchParams }

/**
 * Reads a request of the provider. Null unless it signed exactly this: our public address with path and query, and every
 * field of the form. What the request says of its own host does not count.
 */
export async function readSignedRequest(request: Request): Promise<SignedRequest | null> {
  const { APP_URL, TWILIO_AUTH_TOKEN } = environment()
  const { pathname, search, searchParams } = new URL(request.url)
  const form = new URLSearchParams(request.method === "POST" ? await request.text() : "")
  const signature = request.headers.get("x-twilio-signature")
  if (!signature) return null
  const fields = Object.fromEntries([...form.keys()].map((name) => [name, valuesOf(form, name)]))
  const isSigned = validateRequest(TWILIO_AUTH_TOKEN, signature, `${APP_URL}${pathname}${search}`, fields)
  return isSigned ? { form, query: searchParams } : null
}

function valuesOf(form: URLSearchParams, name: string): string | string[] {
  const values = form.getAll(name)
  return values.length === 1 ? (values[0] ?? "") : values
}
