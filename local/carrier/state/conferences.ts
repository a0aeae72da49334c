import type { MediaClock } from "../media/clock.ts"
import { Conference } from "./conference.ts"

const MAX_ENDED = 5000

/** Every conference of the account. A name belongs to at most one that has not ended. */
export class Conferences {
  readonly #clock: MediaClock
  readonly #bySid = new Map<string, Conference>()
  readonly #openByName = new Map<string, Conference>()

  constructor(clock: MediaClock) {
    this.#clock = clock
  }

  get(sid: string): Conference | null {
    return this.#bySid.get(sid) ?? null
  }

  /** The room of that name that has not ended. */
  open(name: string): Conference | null {
    return this.#openByName.get(name) ?? null
  }

  create(name: string, maxParticipants: number): Conference {
    const conference = new Conference(name, maxParticipants, this.#clock)
    this.#bySid.set(conference.sid, conference)
    this.#openByName.set(name, conference)
    conference.on("end", () => this.#openByName.delete(name))
    if (this.#bySid.size > MAX_ENDED) this.#forgetOldest()
    return conference
  }

  /** All conferences, newest first. */
  list(): Conference[] {
    return [...this.#bySid.values()].reverse()
  }

  #forgetOldest(): void {
    for (const [sid, conference] of this.#bySid) {
      if (conference.status !== "completed") continue
      this.#bySid.delete(sid)
      return
    }
  }
}
