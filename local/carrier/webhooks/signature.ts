import { createHmac } from "node:crypto"

/**
 * The value of X-Twilio-Signature: base64 of HMAC-SHA1 over the exact URL followed by every form parameter's
 * name and value, sorted by name (Twilio, "Webhooks security"). A GET signs its URL alone.
 */
export function signRequest(authToken: string, url: string, form: Record<string, string>): string {
  const signed = Object.keys(form)
    .sort()
    .reduce((text, name) => text + name + (form[name] ?? ""), url)
  return createHmac("sha1", authToken).update(Buffer.from(signed, "utf8")).digest("base64")
}
