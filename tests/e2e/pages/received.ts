import type { BrowserContext, Response } from "@playwright/test"

/** Everything a browser was sent: messages of sockets, text and binary, and the bodies of answers. */
export class Received {
  readonly #frames: string[] = []
  readonly #bodies: Promise<string>[] = []

  /** Begins to collect; call it before the context opens a page. */
  constructor(context: BrowserContext) {
    context.on("page", (page) => {
      page.on("websocket", (socket) => {
        // A binary message carries its texts as they are, between bytes that are none.
        socket.on("framereceived", ({ payload }) => this.#frames.push(payload.toString()))
      })
    })
    context.on("response", (response) => this.#bodies.push(bodyOf(response)))
  }

  /** What came in and contains one of `texts`, each cut to its beginning; waits for answers still on their way. */
  async mentions(texts: string[]): Promise<string[]> {
    const all = [...this.#frames, ...(await Promise.all(this.#bodies))]
    return all
      .filter((received) => texts.some((text) => received.includes(text)))
      .map((text) => text.slice(0, 300))
  }

  /** Messages of sockets so far. */
  get frames(): number {
    return this.#frames.length
  }
}

async function bodyOf(response: Response): Promise<string> {
  try {
    return `${response.url()}\n${(await response.body()).toString()}`
  } catch {
    // Redirects have no body, and a page that has gone on does not keep them.
    return response.url()
  }
}
