import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import twilio from "twilio"

/** One webhook as the application received it. */
export interface Received {
  path: string
  method: string
  params: Record<string, string>
  token: string
  cookie: string
  at: number
}

export interface Answer {
  status?: number
  type?: string
  body?: string | Buffer
  headers?: Record<string, string | string[]>
  /** Never answers; the request hangs until the other side gives up. */
  hang?: boolean
}

type Handler = (received: Received) => Answer | string | Promise<Answer | string>

const WAIT_MS = 10_000

/**
 * Stands for the product: answers webhooks as a test says, checks every signature with the official validator
 * and remembers everything. Paths nobody handles are answered 204.
 */
export class Application {
  readonly received: Received[] = []
  /** Requests whose signature the official validator refused. */
  readonly unsigned: string[] = []
  readonly #server: Server
  readonly #authToken: string
  readonly #handlers = new Map<string, Handler>()
  readonly #files = new Set<string>()
  readonly #watchers = new Set<() => void>()
  url = ""

  constructor(authToken: string) {
    this.#authToken = authToken
    this.#server = createServer((req, res) => {
      const chunks: Buffer[] = []
      req.on("data", (chunk: Buffer) => chunks.push(chunk))
      req.on("end", () => void this.#respond(req, res, Buffer.concat(chunks).toString("utf8")))
    })
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Answers a path; TwiML may be given as its text or as the helper's response. */
  on(path: string, handler: Handler | string | { toString(): string }): string {
    this.#handlers.set(path, typeof handler === "function" ? (handler as Handler) : () => String(handler))
    return this.url + path
  }

  /** Serves a file, which nobody signs requests for. */
  serve(path: string, type: string, body: string | Buffer): void {
    this.#files.add(path)
    this.#handlers.set(path, () => ({ type, body }))
  }

  /** Webhooks to a path, oldest first. */
  to(path: string): Received[] {
    return this.received.filter((each) => each.path === path)
  }

  /** Waits for the webhook of that path that satisfies `matches`. */
  async next(
    path: string,
    matches: (received: Received) => boolean = () => true,
    timeoutMs = WAIT_MS,
  ): Promise<Received> {
    return this.#watch(() => this.to(path).find(matches), `a webhook to ${path}`, timeoutMs)
  }

  /** Waits until that many webhooks reached a path. */
  async count(path: string, many: number, timeoutMs = WAIT_MS): Promise<Received[]> {
    const enough = (): Received[] | undefined => (this.to(path).length >= many ? this.to(path) : undefined)
    return this.#watch(enough, `${many} webhooks to ${path}`, timeoutMs)
  }

  #watch<T>(look: () => T | undefined, what: string, timeoutMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const attempt = (): void => {
        const found = look()
        if (found === undefined) return
        clearTimeout(timer)
        this.#watchers.delete(attempt)
        resolve(found)
      }
      const timer = setTimeout(() => {
        this.#watchers.delete(attempt)
        reject(
          new Error(
            `${what} did not come; there were ${JSON.stringify(this.received.map((r) => [r.path, r.params.CallStatus ?? r.params.StatusCallbackEvent]))}`,
          ),
        )
      }, timeoutMs)
      this.#watchers.add(attempt)
      attempt()
    })
  }

  async #respond(
    req: import("node:http").IncomingMessage,
    res: import("node:http").ServerResponse,
    body: string,
  ): Promise<void> {
    const url = new URL(req.url ?? "/", this.url)
    const isPost = req.method === "POST"
    const form = Object.fromEntries(new URLSearchParams(body))
    const signature = String(req.headers["x-twilio-signature"] ?? "")
    const valid = twilio.validateRequest(this.#authToken, signature, this.url + req.url, isPost ? form : {})
    if (!valid && !this.#files.has(url.pathname)) this.unsigned.push(url.pathname)
    const received: Received = {
      path: url.pathname,
      method: req.method ?? "",
      params: { ...Object.fromEntries(url.searchParams), ...form },
      cookie: req.headers.cookie ?? "",
      token: String(req.headers["i-twilio-idempotency-token"] ?? ""),
      at: Date.now(),
    }
    this.received.push(received)
    for (const watcher of [...this.#watchers]) watcher()
    const handler = this.#handlers.get(url.pathname)
    const given = handler ? await handler(received) : { status: 204 }
    const answer: Answer = typeof given === "string" ? { body: given } : given
    if (answer.hang) return
    res.writeHead(answer.status ?? 200, { "content-type": answer.type ?? "text/xml", ...answer.headers })
    res.end(answer.body ?? "")
  }
}
