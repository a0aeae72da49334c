import { randomUUID } from "node:crypto"
import type { Alerts } from "../state/alerts.ts"
import type { Faults } from "./faults.ts"
import { signRequest } from "./signature.ts"

export type WebhookMethod = "GET" | "POST"
export type WebhookParams = Record<string, string>

/** What the application answered. */
export interface WebhookAnswer {
  status: number
  contentType: string
  body: Buffer
  /** The URL that finally answered, without the parameters of a GET; relative URLs in TwiML start from it. */
  url: string
}

/** A webhook that got no usable answer, with Twilio's code for it. */
export class WebhookError extends Error {
  override name = "WebhookError"
  readonly code: number
  readonly url: string

  constructor(code: number, url: string, message: string) {
    super(message)
    this.code = code
    this.url = url
  }
}

/** Twilio's error dictionary: retrieval failure, connection failure, malformed URL, body too large. */
export const HTTP_RETRIEVAL_FAILURE = 11200
export const HTTP_CONNECTION_FAILURE = 11205
export const INVALID_URL = 11100
export const BODY_TOO_LARGE = 11750

/** TwiML may be 64 KB at most; audio is fetched elsewhere. */
const MAX_BODY_BYTES = 65_536
/** A callback held back for reordering goes out after this long at the latest. */
const REORDER_MS = 400

interface SenderOptions {
  authToken: string
  timeoutMs: number
  faults: Faults
  alerts: Alerts
}

/** Sends signed requests to the application. */
export class WebhookSender {
  readonly #options: SenderOptions
  readonly #heldBack: (() => void)[] = []
  readonly #stopped = new AbortController()
  #pending = 0

  constructor(options: SenderOptions) {
    this.#options = options
  }

  /** Callbacks on their way or held back. */
  get pending(): number {
    return this.#pending
  }

  /** Aborts everything under way; nothing is sent afterwards. */
  stop(): void {
    this.#stopped.abort(new Error("the carrier stopped"))
  }

  /**
   * Asks the application and returns its answer, whatever its content.
   * @throws WebhookError on a malformed URL, no connection, a time-out, a status other than 2xx or a body over 64 KB.
   */
  async ask(url: string, method: WebhookMethod, params: WebhookParams): Promise<WebhookAnswer> {
    const fate = this.#options.faults.webhookFate(url)
    if (fate.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, fate.delayMs))
    if (fate.drop) throw new WebhookError(HTTP_CONNECTION_FAILURE, url, "the request was lost")
    const token = randomUUID()
    // Of a repeated request the application's second answer counts: the first was lost on its way back.
    if (fate.duplicate) await this.#request(url, method, params, token).catch(() => undefined)
    return this.#request(url, method, params, token)
  }

  /** Tells the application something without waiting for it. Failures become alerts; nothing is retried. */
  notify(url: string, method: WebhookMethod, params: WebhookParams): void {
    const fate = this.#options.faults.webhookFate(url)
    if (fate.drop) return
    const token = randomUUID()
    this.#pending++
    const send = (): void => {
      const sent = [this.#request(url, method, params, token)]
      if (fate.duplicate) sent.push(this.#request(url, method, params, token))
      void Promise.allSettled(sent).then((results) => {
        this.#pending--
        for (const result of results) if (result.status === "rejected") this.#report(result.reason, params)
      })
    }
    if (fate.reorder) this.#holdBack(send)
    else setTimeout(send, fate.delayMs)
    if (!fate.reorder) this.#releaseAfter(fate.delayMs)
  }

  #holdBack(send: () => void): void {
    let gone = false
    const once = (): void => {
      if (gone) return
      gone = true
      clearTimeout(latest)
      send()
    }
    const latest = setTimeout(once, REORDER_MS)
    this.#heldBack.push(once)
  }

  #releaseAfter(delayMs: number): void {
    if (this.#heldBack.length === 0) return
    setTimeout(() => {
      for (const send of this.#heldBack.splice(0)) send()
    }, delayMs + 20)
  }

  #report(error: unknown, params: WebhookParams): void {
    if (this.#stopped.signal.aborted || !(error instanceof WebhookError)) return
    const callSid = params.CallSid
    const { code, message, url } = error
    this.#options.alerts.add({ level: "error", code, message, url, ...(callSid ? { callSid } : {}) })
  }

  async #request(
    rawUrl: string,
    method: WebhookMethod,
    params: WebhookParams,
    token: string,
  ): Promise<WebhookAnswer> {
    const target = toTarget(rawUrl, method, params)
    const form = method === "POST" ? params : {}
    const headers: Record<string, string> = {
      "User-Agent": "TwilioProxy/1.1",
      Accept: "*/*",
      "X-Twilio-Signature": signRequest(this.#options.authToken, target.url, form),
      "I-Twilio-Idempotency-Token": token,
    }
    if (target.credentials)
      headers.Authorization = `Basic ${Buffer.from(target.credentials).toString("base64")}`
    if (method === "POST") headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
    const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(this.#options.timeoutMs)])
    try {
      const body = method === "POST" ? new URLSearchParams(params).toString() : null
      const response = await fetch(target.url, { method, headers, signal, body })
      return await readAnswer(response, rawUrl)
    } catch (error) {
      throw toWebhookError(error, rawUrl, this.#options.timeoutMs)
    }
  }
}

function toTarget(
  rawUrl: string,
  method: WebhookMethod,
  params: WebhookParams,
): { url: string; credentials: string } {
  // A fragment carries connection overrides at Twilio; it is never sent.
  const bare = rawUrl.split("#")[0] ?? ""
  if (!/^https?:\/\//i.test(bare) || !URL.canParse(bare)) {
    throw new WebhookError(
      INVALID_URL,
      rawUrl,
      rawUrl === "" ? "no URL is configured" : "the URL is not valid",
    )
  }
  const credentials = decodeURIComponent(/^https?:\/\/([^/?@]+)@/i.exec(bare)?.[1] ?? "")
  // Signed is what goes over the wire: the URL as the client normalises it, without credentials.
  const url = new URL(credentials ? bare.replace(/^(https?:\/\/)[^/?@]+@/i, "$1") : bare).toString()
  const query = new URLSearchParams(params).toString()
  if (method === "POST" || query === "") return { url, credentials }
  return { url: url + (url.includes("?") ? "&" : "?") + query, credentials }
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
  if (error instanceof Error && error.name === "TimeoutError") {
    return new WebhookError(HTTP_RETRIEVAL_FAILURE, url, `no answer within ${timeoutMs} ms`)
  }
  const reason =
    error instanceof Error
      ? error.cause instanceof Error
        ? error.cause.message
        : error.message
      : String(error)
  return new WebhookError(HTTP_CONNECTION_FAILURE, url, `no connection: ${reason}`)
}
