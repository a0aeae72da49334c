import type { BeatOrder, BeatReport, BeatTarget } from "./heartbeat"

type Handlers = {
  accessToken(): Promise<string | null>
  /** Every five seconds, whatever the page's own timers do. */
  onTick(): void
  onBeaten(): void
  onEnded(): void
  onUnanswered(): void
}

/** The page's end of the heartbeat worker. */
export class HeartbeatLink {
  private readonly worker: Worker
  private readonly handlers: Handlers
  private isBeating = false

  constructor(handlers: Handlers) {
    this.handlers = handlers
    this.worker = new Worker(new URL("./heartbeat.worker.ts", import.meta.url), { type: "module" })
    this.worker.onmessage = (event: MessageEvent<BeatReport>) => void this.take(event.data)
  }

  /** Begins to beat, or does so for another session. Without an access token nothing begins. */
  async start(target: BeatTarget) {
    this.isBeating = true
    const accessToken = await this.handlers.accessToken()
    if (accessToken !== null && this.isBeating) this.order({ kind: "start", target, accessToken })
  }

  stop() {
    this.isBeating = false
    this.order({ kind: "stop" })
  }

  end() {
    this.isBeating = false
    this.worker.terminate()
  }

  private async take(report: BeatReport) {
    switch (report.kind) {
      case "tick":
        this.order({ kind: "alive" })
        return this.handlers.onTick()
      case "beaten":
        return this.handlers.onBeaten()
      case "ended":
        this.isBeating = false
        return this.handlers.onEnded()
      case "unanswered":
        return this.handlers.onUnanswered()
      case "token_needed": {
        const accessToken = await this.handlers.accessToken()
        if (accessToken !== null && this.isBeating) this.order({ kind: "token", accessToken })
      }
    }
  }

  private order(order: BeatOrder) {
    this.worker.postMessage(order)
  }
}
