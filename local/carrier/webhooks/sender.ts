import { randomUUID } from "node:crypto"
import type { HttpMethod } from "../http.ts"
import type { Alerts } from "../state/alerts.ts"
import { CallCookies } from "./cookies.ts"
import type { Faults } from "./faults.ts"
import { sendSigned, type WebhookAnswer, type WebhookParams } from "./request.ts"
import { HTTP_CONNECTION_FAILURE, WebhookError } from "./webhook-error.ts"

/** A callback held back for reordering goes out after this long at the latest. */
const REORDER_MS = 400
/** How long after the callback that overtook it one held back follows. */
const OVERTAKE_MS = 20

/** Calls whose cookies are kept. */
const MAX_CALLS_WITH_COOKIES = 1000

interface SenderOptions {
  authToken: string
  timeoutMs: number
  faults: Faults
  alerts: Alerts
}

/** Sends webhooks, or loses, repeats, delays and shuffles them where it was told to. */
export class WebhookSender {
  readonly #options: SenderOptions
  readonly #heldBack: (() => void)[] = []
  readonly #cookies = new Map<string, CallCookies>()
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
   * @throws WebhookError when there is no usable answer; see `sendSigned`.
   */
  async ask(url: string, method: HttpMethod, params: WebhookParams): Promise<WebhookAnswer> {
    const fate = this.#options.faults.webhookFate(url)
    const lateMs = fate.delayMs + this.#options.faults.latencyMs
    if (lateMs > 0) await new Promise((resolve) => setTimeout(resolve, lateMs))
    if (fate.drop) throw new WebhookError(HTTP_CONNECTION_FAILURE, url, "the request was lost")
    const token = randomUUID()
    // Of a repeated request the application's second answer counts: the first was lost on its way back.
    if (fate.duplicate) await this.#send(url, method, params, token).catch(() => undefined)
    return this.#send(url, method, params, token)
  }

  /** Tells the application something without waiting for it. Failures become alerts; nothing is retried. */
  notify(url: string, method: HttpMethod, params: WebhookParams): void {
    const fate = this.#options.faults.webhookFate(url)
    if (fate.drop) return
    const token = randomUUID()
    this.#pending++
    const send = (): void => {
      const sent = Array.from({ length: fate.duplicate ? 2 : 1 }, () =>
        this.#send(url, method, params, token),
      )
      void Promise.allSettled(sent).then((results) => {
        this.#pending--
        for (const result of results) if (result.status === "rejected") this.#report(result.reason, params)
      })
    }
    const { latencyMs } = this.#options.faults
    if (fate.reorder) {
      this.#holdBack(send, latencyMs)
    } else {
      setTimeout(send, fate.delayMs + latencyMs)
      this.#releaseAfter(fate.delayMs + latencyMs)
    }
  }

  #holdBack(send: () => void, latencyMs: number): void {
    let gone = false
    const once = (): void => {
      if (gone) return
      gone = true
      clearTimeout(latest)
      send()
    }
    const latest = setTimeout(once, REORDER_MS + latencyMs)
    this.#heldBack.push(once)
  }

  #releaseAfter(delayMs: number): void {
    if (this.#heldBack.length === 0) return
    setTimeout(() => {
      for (const send of this.#heldBack.splice(0)) send()
    }, delayMs + OVERTAKE_MS)
  }

  #report(error: unknown, params: WebhookParams): void {
    if (this.#stopped.signal.aborted || !(error instanceof WebhookError)) return
    const callSid = params.CallSid
    const { code, message, url } = error
    this.#options.alerts.add({ level: "error", code, message, url, ...(callSid ? { callSid } : {}) })
  }

  #send(
    url: string,
    method: HttpMethod,
    params: WebhookParams,
    idempotencyToken: string,
  ): Promise<WebhookAnswer> {
    const { authToken, timeoutMs } = this.#options
    return sendSigned({
      url,
      method,
      params,
      authToken,
      idempotencyToken,
      timeoutMs,
      signal: this.#stopped.signal,
      cookies: this.#cookiesOf(params.CallSid),
    })
  }

  /** The cookies of a call, from its first webhook on; those of the oldest calls are forgotten. */
  #cookiesOf(callSid: string | undefined): CallCookies | undefined {
    if (callSid === undefined) return undefined
    const kept = this.#cookies.get(callSid)
    if (kept) return kept
    const [oldest] = this.#cookies.keys()
    if (oldest !== undefined && this.#cookies.size >= MAX_CALLS_WITH_COOKIES) this.#cookies.delete(oldest)
    const cookies = new CallCookies()
    this.#cookies.set(callSid, cookies)
    return cookies
  }
}
