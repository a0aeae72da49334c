import { INVALID_URL } from "../webhooks/webhook-error.ts"
import { TwimlError } from "./errors.ts"

/**
 * A URL from TwiML, relative to the document it stands in; empty means that document.
 * @throws TwimlError 11100 when it makes no URL.
 */
export function resolveUrl(reference: string, documentUrl: string): string {
  if (reference === "") return documentUrl
  if (/^https?:\/\//i.test(reference)) return reference
  if (URL.canParse(reference, documentUrl)) return new URL(reference, documentUrl).toString()
  throw new TwimlError(INVALID_URL, `'${reference}' is not a valid URL`)
}
