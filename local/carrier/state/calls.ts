import type { Call } from "./call.ts"

/** Ended calls beyond this number are forgotten, oldest first. */
const MAX_ENDED = 5000

/** Every call of the account, newest last. */
export class Calls {
  readonly #calls = new Map<string, Call>()
  readonly #live = new Set<Call>()

  add(call: Call): void {
    this.#calls.set(call.sid, call)
    this.#live.add(call)
    call.on("status", () => {
      if (call.ended) this.#live.delete(call)
    })
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
    return [...this.#live]
  }

  #forgetOldest(): void {
    for (const [sid, call] of this.#calls) {
      if (!call.ended) continue
      this.#calls.delete(sid)
      return
    }
  }
}
