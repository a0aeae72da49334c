/** How often a reachable phone says so, in ms; it counts as lost after 12 s without (product.md K2). */
export const beatEvery = 5000

/** The page must have answered within this time, in ms: a worker outlives a page that hangs. */
const pageSilentAfter = 10_000

/** Where and for whom to beat: `beat(p_phone_session_id)` of PostgREST, as the member. */
export type BeatTarget = { url: string; publishableKey: string; phoneSessionId: string }

export type BeatOrder =
  | { kind: "start"; target: BeatTarget; accessToken: string }
  | { kind: "token"; accessToken: string }
  | { kind: "alive" }
  | { kind: "stop" }

export type BeatReport =
  /** Sent with every beat, before it; the page answers `alive`. */
  | { kind: "tick" }
  | { kind: "beaten" }
  /** The phone session is over: signed out, or signed in elsewhere. */
  | { kind: "ended" }
  /** The access token is refused or missing; the page sends a new one. */
  | { kind: "token_needed" }
  | { kind: "unanswered" }

type Tools = {
  fetch: typeof fetch
  report(report: BeatReport): void /** In ms, from any beginning. */
  now(): number
}

/**
 * The heartbeat as it runs in its worker: timers of hidden pages sleep for up to a minute, a worker's do not (K3).
 * It beats at once when started and every {@link beatEvery}, as long as the page answers.
 */
export class Heartbeat {
  private readonly tools: Tools
  private target: BeatTarget | null = null
  private accessToken = ""
  private timer: ReturnType<typeof setInterval> | null = null
  private pageSeenAt = 0

  constructor(tools: Tools) {
    this.tools = tools
  }

  order(order: BeatOrder) {
    this.pageSeenAt = this.tools.now()
    switch (order.kind) {
      case "start":
        this.stop()
        this.target = order.target
        this.accessToken = order.accessToken
        this.timer = setInterval(() => void this.tick(), beatEvery)
        void this.tick()
        return
      case "token":
        this.accessToken = order.accessToken
        void this.tick()
        return
      case "alive":
        return
      case "stop":
        this.stop()
    }
  }

  private stop() {
    if (this.timer) clearInterval(this.timer)
    this.timer = null
    this.target = null
  }

  private async tick() {
    const { target } = this
    if (!target) return
    this.tools.report({ kind: "tick" })
    if (this.tools.now() - this.pageSeenAt > pageSilentAfter) return
    const report = await this.beat(target)
    if (this.target !== target) return
    if (report.kind === "ended") this.stop()
    this.tools.report(report)
  }

  private async beat(target: BeatTarget): Promise<BeatReport> {
    try {
      const answer = await this.tools.fetch(`${target.url}/rest/v1/rpc/beat`, {
        method: "POST",
        headers: {
          apikey: target.publishableKey,
          authorization: `Bearer ${this.accessToken}`,
          "content-type": "application/json",
        },
        body: JSON.stringify({ p_phone_session_id: target.phoneSessionId }),
        // The next beat is more worth than a late one.
        signal: AbortSignal.timeout(beatEvery),
      })
      if (answer.status === 401) return { kind: "token_needed" }
      if (!answer.ok) return { kind: "unanswered" }
      const body: unknown = await answer.json()
      const isOpen = typeof body === "object" && body !== null && "ok" in body && body.ok === true
      return { kind: isOpen ? "beaten" : "ended" }
    } catch {
      return { kind: "unanswered" }
    }
  }
}
