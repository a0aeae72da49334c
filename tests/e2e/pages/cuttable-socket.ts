import { setTimeout as pass } from "node:timers/promises"
import type { Page, WebSocketRoute } from "@playwright/test"

/** The two ends of one connection: the page's, and the service's. */
type Connection = { page: WebSocketRoute; service: WebSocketRoute }

/** A page's way to one service, which a test can cut as a failing network does. */
export class CuttableSocket {
  readonly #open = new Set<Connection>()
  #isCut = false

  private constructor() {}

  /** Puts itself between `page` and the service whose address is `address`. Call before `goto`. */
  static async between(page: Page, address: RegExp): Promise<CuttableSocket> {
    const line = new CuttableSocket()
    await page.routeWebSocket(address, (socket) => line.#connect(socket))
    return line
  }

  /** To the realtime service. */
  static realtimeOf(page: Page): Promise<CuttableSocket> {
    return CuttableSocket.between(page, /\/realtime\/v1\//)
  }

  /** To the provider's signalling, which audio does not go through. */
  static signallingOf(page: Page): Promise<CuttableSocket> {
    return CuttableSocket.between(page, /\/signal$/)
  }

  /** Ends every connection, and refuses new ones until {@link mend}. */
  async cut(): Promise<void> {
    this.#isCut = true
    for (const { page, service } of this.#open) {
      await page.close({ code: 1011 })
      await service.close()
    }
    this.#open.clear()
  }

  mend(): void {
    this.#isCut = false
  }

  /** Is cut for `ms`, and then not any more. */
  async cutFor(ms: number): Promise<void> {
    await this.cut()
    await pass(ms)
    this.mend()
  }

  /** Whether the page has found its way back. */
  get isOpen(): boolean {
    return this.#open.size > 0
  }

  #connect(page: WebSocketRoute): void {
    if (this.#isCut) {
      void page.close({ code: 1011 })
      return
    }
    this.#open.add({ page, service: page.connectToServer() })
  }
}
