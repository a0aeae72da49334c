import { Playout } from "./playout.ts"

/** A playout with one thing at a time on it: what is begun ends what was playing, and whoever fed that is told by its signal. */
export class Programme extends Playout {
  #running: AbortController | null = null

  /** Ends what is playing; the signal is for what is played instead. */
  restart(): AbortSignal {
    this.stop()
    this.#running = new AbortController()
    return this.#running.signal
  }

  override stop(): void {
    this.#running?.abort(new Error("no longer played"))
    this.#running = null
    super.stop()
  }
}
