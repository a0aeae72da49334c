import type { Call } from "./call.ts"

/**
 * Holds calls created by REST to the account's calls per second, first come, first served (Twilio starts with
 * 1 per second and queues what exceeds it).
 */
export class DialingQueue {
  readonly #callsPerSecond: number
  readonly #waiting: Call[] = []
  #nextAt = 0
  #timer: NodeJS.Timeout | null = null

  /** @param callsPerSecond 0 for no limit. */
  constructor(callsPerSecond: number) {
    this.#callsPerSecond = callsPerSecond
  }

  /** Begins the call when its turn comes. */
  dial(call: Call): void {
    this.#waiting.push(call)
    this.#arm()
  }

  stop(): void {
    this.#waiting.length = 0
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }

  #arm(): void {
    if (this.#timer || this.#waiting.length === 0) return
    // Even without a limit the call begins after the REST answer that announces it.
    this.#timer = setTimeout(() => this.#release(), Math.max(0, this.#nextAt - Date.now()))
  }

  #release(): void {
    this.#timer = null
    const limited = this.#callsPerSecond > 0
    const due = limited ? this.#waiting.splice(0, 1) : this.#waiting.splice(0)
    const begun = due.filter((call) => call.status === "queued")
    if (limited && begun.length > 0) this.#nextAt = Date.now() + 1000 / this.#callsPerSecond
    for (const call of begun) call.begin()
    this.#arm()
  }
}
