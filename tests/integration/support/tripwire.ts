import http from "node:http"
import type { AddressInfo } from "node:net"

/** One exchange the tripwire watches for. */
type Watch = {
  method: string
  /** Part of the path. */
  path: string
  /** Part of the request's body. */
  body?: string
  /** `request`: the neighbour never sees it. `response`: it has done its work, and the asker does not hear of it. */
  at: "request" | "response"
  act: () => Promise<void>
  seen: () => void
}

/**
 * Stands between the app and a neighbour and passes everything on, until it sees what it was told to watch for: then it
 * acts (kills the app, say) at exactly that moment, before it lets go. The product knows nothing of it.
 */
export class Tripwire {
  readonly #server: http.Server
  readonly #target: URL
  readonly #agent = new http.Agent({ keepAlive: true })
  #watch: Watch | null = null

  private constructor(target: string) {
    this.#target = new URL(target)
    this.#server = http.createServer((request, response) => void this.#pass(request, response))
  }

  static async before(target: string): Promise<Tripwire> {
    const wire = new Tripwire(target)
    await new Promise<void>((resolve) => wire.#server.listen(0, "127.0.0.1", resolve))
    return wire
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Acts at the next such exchange, once; resolves when it has, also when that failed. */
  trip(watch: Omit<Watch, "seen">): Promise<void> {
    return new Promise((seen) => {
      this.#watch = { ...watch, seen }
    })
  }

  async close(): Promise<void> {
    this.#agent.destroy()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    try {
      const body = await bodyOf(request)
      const watch = this.#takeIfSeen(request, body)
      if (watch?.at === "request") await this.#act(watch)
      const { status, headers, content } = await this.#forward(request, body)
      if (watch?.at === "response") await this.#act(watch)
      response.writeHead(status, headers).end(content)
    } catch {
      response.destroy()
    }
  }

  async #act(watch: Watch): Promise<void> {
    try {
      await watch.act()
    } finally {
      watch.seen()
    }
  }

  #takeIfSeen({ method, url = "" }: http.IncomingMessage, body: Buffer): Watch | null {
    const watch = this.#watch
    if (watch === null || watch.method !== method || !url.includes(watch.path)) return null
    if (watch.body !== undefined && !body.includes(watch.body)) return null
    this.#watch = null
    return watch
  }

  #forward({ method, url, headers }: http.IncomingMessage, body: Buffer) {
    const { hostname, port } = this.#target
    const options = {
      agent: this.#agent,
      hostname,
      port,
      method,
      path: url,
      headers: { ...headers, host: this.#target.host },
    }
    return new Promise<{ status: number; headers: http.IncomingHttpHeaders; content: Buffer }>(
      (resolve, reject) => {
        const outgoing = http.request(options, (incoming) => {
          bodyOf(incoming).then(
            (content) => resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, content }),
            reject,
          )
        })
        outgoing.once("error", reject)
        outgoing.end(body)
      },
    )
  }
}

async function bodyOf(message: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
