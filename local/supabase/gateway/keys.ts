import { createHash, timingSafeEqual } from "node:crypto"
import type { IncomingMessage } from "node:http"
import type { Tokens } from "../tokens.ts"
import type { Caller } from "./exchange.ts"
import { HttpError } from "./reply.ts"

/** Turns the headers (or `?apikey=`) of a request into its caller, with hosted Supabase's rules. */
export type CallerReader = (request: IncomingMessage, url: URL, keyRequired: boolean) => Promise<Caller>

/**
 * publishable key → anon, secret key → service_role; a token in `Authorization` wins; the key itself may be repeated
 * there, another key may not; alone there it is the key. Where none is required a wrong one is as good as none. A secret key
 * is not taken from a browser, which must not have it.
 * @throws HttpError 401 (from the reader) without a key where one is required, with a wrong one, or a secret one from a browser.
 */
export function createCallerReader(
  keys: { publishable: string; secret: string },
  tokens: Tokens,
): CallerReader {
  const kindOf = (key: string) => {
    if (isSame(key, keys.publishable)) return "publishable"
    if (isSame(key, keys.secret)) return "secret"
    throw new HttpError(401, {
      message: "Invalid API key",
      hint: "Double check your Supabase `anon` or `service_role` API key.",
    })
  }
  const isKey = (key: string) => isSame(key, keys.publishable) || isSame(key, keys.secret)
  return async (request, url, keyRequired) => {
    const given = headerOf(request, "apikey") ?? url.searchParams.get("apikey")
    const bearer = /^Bearer\s+(\S+)$/i.exec(headerOf(request, "authorization") ?? "")?.[1] ?? null
    const apiKey = given !== null && !keyRequired && !isKey(given) ? null : given
    if ([apiKey, bearer].some((key) => key !== null && isSame(key, keys.secret)) && isBrowser(request)) {
      throw new HttpError(401, {
        message: "Forbidden use of secret API key in browser",
        hint: "Secret API keys belong to servers",
      })
    }
    if (apiKey === null && keyRequired && !(bearer !== null && isKey(bearer))) {
      throw new HttpError(401, {
        message: "No API key found in request",
        hint: "No `apikey` request header or url param was found.",
      })
    }
    const key = apiKey === null ? null : kindOf(apiKey)
    if (bearer?.startsWith("sb_") && (keyRequired || isKey(bearer))) {
      // Without a separate key the bearer is the key; with one they must be the same.
      const repeated = kindOf(bearer)
      if (key !== null && repeated !== key) throw new HttpError(401, { message: "Invalid API key" })
      return { key: repeated, token: await roleToken(tokens, repeated) }
    }
    if (bearer !== null) return { key, token: bearer }
    return { key, token: key === null ? null : await roleToken(tokens, key) }
  }
}

/** Whether the request says it comes from a browser, by the name they all begin with. */
function isBrowser(request: IncomingMessage): boolean {
  return /^Mozilla\//.test(headerOf(request, "user-agent") ?? "")
}

function roleToken(tokens: Tokens, key: "publishable" | "secret"): Promise<string> {
  return tokens.ofRole(key === "secret" ? "service_role" : "anon")
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === "string" && value !== "" ? value : null
}

/** Compares digests, so that neither length nor a common beginning shows in the time it takes. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
