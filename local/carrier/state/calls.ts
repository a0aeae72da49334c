import type { Call } from "./call.ts"

/** Ended calls beyond this number are forgotten, oldest first. */
const MAX_ENDED = 20_000

/** Every call of the account, newest last. */
export class Calls {
  readonly #calls = new Map<string, Call>()

  add(call: Call): void {
    this.#calls.set(call.sid, call)
    if (this.#calls.size > MAX_ENDED) this.#forgetOldest()
  }

  get(sid: string): Call | null {
    return this.#calls.get(sid) ?? null
  }

  /** All calls, newest first. */
  list(): Call[] {
    return [...this.#calls.values()].reverse()
  }

  /** Calls that have not ended. */
  live(): Call[] {
    return [...this.#calls.values()].filter((call) => !call.ended)
  }

  #forgetOldest(): void {
    for (const [sid, call] of this.#calls) {
      if (!call.ended) continue
      this.#calls.delete(sid)
      return
    }
  }
}
