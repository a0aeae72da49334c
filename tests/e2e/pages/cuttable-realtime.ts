import type { Page, WebSocketRoute } from "@playwright/test"

/** The page's way to the realtime service, which a test can cut as a failing network does. */
export class CuttableRealtime {
  readonly #open = new Set<WebSocketRoute>()
  #isCut = false

  private constructor() {}

  /** Puts itself between `page` and the service. Call before `goto`. */
  static async between(page: Page): Promise<CuttableRealtime> {
    const line = new CuttableRealtime()
    await page.routeWebSocket(/\/realtime\/v1\//, (socket) => line.#connect(socket))
    return line
  }

  /** Ends every connection, and refuses new ones until {@link mend}. */
  async cut(): Promise<void> {
    this.#isCut = true
    for (const socket of this.#open) await socket.close({ code: 1011 })
    this.#open.clear()
  }

  mend(): void {
    this.#isCut = false
  }

  #connect(socket: WebSocketRoute): void {
    if (this.#isCut) {
      void socket.close({ code: 1011 })
      return
    }
    socket.connectToServer()
    this.#open.add(socket)
  }
}
