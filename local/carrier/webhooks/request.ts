import type { HttpMethod } from "../http.ts"
import type { CallCookies } from "./cookies.ts"
import { signRequest } from "./signature.ts"
import {
  BODY_TOO_LARGE,
  HTTP_CONNECTION_FAILURE,
  HTTP_RETRIEVAL_FAILURE,
  INVALID_URL,
  TOO_MANY_REDIRECTS,
  WebhookError,
} from "./webhook-error.ts"

export type WebhookParams = Record<string, string>

/** What the application answered. */
export interface WebhookAnswer {
  status: number
  contentType: string
  body: Buffer
  /** The URL that answered, after redirects and without the parameters of a GET; relative URLs in TwiML start from it. */
  url: string
}

interface SignedRequest {
  url: string
  method: HttpMethod
  params: WebhookParams
  authToken: string
  /** Sent as I-Twilio-Idempotency-Token: the same for a request and its repetition. */
  idempotencyToken: string
  timeoutMs: number
  signal: AbortSignal
  /** Those of the call the request is about; absent when it is about none. */
  cookies: CallCookies | undefined
}

/** TwiML may be 64 KB at most; audio may be longer. */
const MAX_BODY_BYTES = 65_536

/** Redirects that are followed; one more is 11215. */
const MAX_REDIRECTS = 10

/**
 * Sends one signed request to the application and follows its redirects: 307 and 308 repeat the request, any other asks the new
 * address by GET without the parameters (RFC 9110, 15.4). Each address is signed anew, all share the time.
 * @throws WebhookError on a malformed URL, no connection, a time-out, too many redirects, a status other than 2xx or a body over
 * 64 KB.
 */
export async function sendSigned(request: SignedRequest): Promise<WebhookAnswer> {
  const { timeoutMs } = request
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)])
  let next = { url: request.url, method: request.method, params: request.params }
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await send({ ...request, ...next, signal })
      const location = redirectOf(response)
      if (location === null) return await readAnswer(response, next.url)
      if (redirects === MAX_REDIRECTS) {
        throw new WebhookError(TOO_MANY_REDIRECTS, request.url, `more than ${MAX_REDIRECTS} redirects`)
      }
      await response.body?.cancel()
      next = follow(next, response.status, location)
    }
  } catch (error) {
    throw toWebhookError(error, next.url, timeoutMs)
  }
}

function redirectOf(response: Response): string | null {
  return [301, 302, 303, 307, 308].includes(response.status) ? response.headers.get("location") : null
}

function follow(from: Pick<SignedRequest, "url" | "method" | "params">, status: number, location: string) {
  if (!URL.canParse(location, from.url))
    throw new WebhookError(INVALID_URL, location, "the redirect is not valid")
  const url = new URL(location, from.url).toString()
  return status === 307 || status === 308 ? { ...from, url } : { url, method: "GET" as const, params: {} }
}

async function send(request: SignedRequest): Promise<Response> {
  const { method, params, signal, cookies } = request
  const target = toTarget(request.url, method, params)
  const url = new URL(target.url)
  const cookie = cookies?.header(url) ?? ""
  const headers: Record<string, string> = {
    "User-Agent": "TwilioProxy/1.1",
    Accept: "*/*",
    "X-Twilio-Signature": signRequest(request.authToken, target.url, method === "POST" ? params : {}),
    "I-Twilio-Idempotency-Token": request.idempotencyToken,
    ...(target.authorization ? { Authorization: target.authorization } : {}),
    ...(cookie ? { Cookie: cookie } : {}),
    ...(method === "POST" ? { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" } : {}),
  }
  const body = method === "POST" ? new URLSearchParams(params).toString() : null
  const response = await fetch(target.url, { method, headers, signal, body, redirect: "manual" })
  cookies?.take(url, response.headers.getSetCookie())
  return response
}

/** The URL as it goes over the wire, which is what is signed, and the credentials that stood in it. */
function toTarget(
  rawUrl: string,
  method: HttpMethod,
  params: WebhookParams,
): { url: string; authorization: string } {
  // A fragment carries connection overrides at Twilio; it is never sent.
  const bare = rawUrl.split("#")[0] ?? ""
  if (!/^https?:\/\//i.test(bare) || !URL.canParse(bare)) {
    throw new WebhookError(INVALID_URL, rawUrl, bare === "" ? "no URL is configured" : "the URL is not valid")
  }
  const url = new URL(bare)
  const credentials = url.username
    ? `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
    : ""
  url.username = ""
  url.password = ""
  if (method === "GET")
    for (const [name, value] of Object.entries(params)) url.searchParams.append(name, value)
  const authorization = credentials ? `Basic ${Buffer.from(credentials).toString("base64")}` : ""
  return { url: url.toString(), authorization }
}

async function readAnswer(response: Response, rawUrl: string): Promise<WebhookAnswer> {
  const body = Buffer.from(await response.arrayBuffer())
  if (!response.ok) {
    throw new WebhookError(HTTP_RETRIEVAL_FAILURE, rawUrl, `the application answered ${response.status}`)
  }
  const contentType = (response.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? ""
  if (body.length > MAX_BODY_BYTES && !contentType.startsWith("audio/")) {
    throw new WebhookError(BODY_TOO_LARGE, rawUrl, "the answer is larger than 64 KB")
  }
  return { status: response.status, contentType, body, url: rawUrl }
}

function toWebhookError(error: unknown, url: string, timeoutMs: number): WebhookError {
  if (error instanceof WebhookError) return error
  if (!(error instanceof Error)) return new WebhookError(HTTP_CONNECTION_FAILURE, url, String(error))
  if (error.name === "TimeoutError") {
    return new WebhookError(HTTP_RETRIEVAL_FAILURE, url, `no answer within ${timeoutMs} ms`)
  }
  const reason = error.cause instanceof Error ? error.cause.message : error.message
  return new WebhookError(HTTP_CONNECTION_FAILURE, url, `no connection: ${reason}`)
}
