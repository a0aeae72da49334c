import http from "node:http"
import type { AddressInfo } from "node:net"

type Recorded = { path: string; headers: http.IncomingHttpHeaders; body: Buffer }

const abreast = 16

/**
 * Stands where the provider finds the app and keeps every webhook that passes, signature and all, so that each can be
 * sent again exactly as it was.
 */
export class WebhookRecorder {
  readonly #server: http.Server
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 256 })
  readonly #recorded: Recorded[] = []
  #target: URL | null = null

  private constructor() {
    this.#server = http.createServer((request, response) => void this.#pass(request, response))
  }

  static async listen(): Promise<WebhookRecorder> {
    const recorder = new WebhookRecorder()
    await new Promise<void>((resolve) => recorder.#server.listen(0, "127.0.0.1", resolve))
    return recorder
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Where the app really is. */
  leadTo(appUrl: string): void {
    this.#target = new URL(appUrl)
  }

  get count(): number {
    return this.#recorded.length
  }

  /** Sends everything again, in another order. Returns how many answers there were by status. */
  async replay(random: () => number): Promise<Record<number, number>> {
    const queue = shuffled(this.#recorded, random).values()
    const statuses: Record<number, number> = {}
    const worker = async () => {
      for (const recorded of queue) {
        const { status } = await this.#forward(recorded)
        statuses[status] = (statuses[status] ?? 0) + 1
      }
    }
    await Promise.all(Array.from({ length: abreast }, worker))
    return statuses
  }

  async close(): Promise<void> {
    this.#agent.destroy()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    try {
      const recorded = { path: request.url ?? "/", headers: request.headers, body: await bodyOf(request) }
      if (request.method === "POST" && recorded.path.startsWith("/api/twilio/")) this.#recorded.push(recorded)
      const { status, headers, content } = await this.#forward(recorded, request.method)
      response.writeHead(status, headers).end(content)
    } catch {
      response.destroy()
    }
  }

  #forward({ path, headers, body }: Recorded, method = "POST") {
    if (this.#target === null) throw new Error("The recorder leads nowhere yet")
    const { hostname, port } = this.#target
    return new Promise<{ status: number; headers: http.IncomingHttpHeaders; content: Buffer }>(
      (resolve, reject) => {
        const outgoing = http.request(
          { agent: this.#agent, hostname, port, method, path, headers },
          (incoming) => {
            const { statusCode: status = 502, headers: answered } = incoming
            bodyOf(incoming).then((content) => resolve({ status, headers: answered, content }), reject)
          },
        )
        outgoing.once("error", reject)
        outgoing.end(body)
      },
    )
  }
}

function shuffled<Item>(items: Item[], random: () => number): Item[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const [a, b] = [order[last] as Item, order[other] as Item]
    order[last] = b
    order[other] = a
  }
  return order
}

async function bodyOf(message: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
