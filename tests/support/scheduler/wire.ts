import type { Timeline } from "./timeline.ts"

/** Shares, from 0 to 1, of what goes wrong between the parts. */
export type Mischief = {
  /** Of reports and questions of the provider. */
  duplicate: number
  delay: number
  reorder: number
  drop: number
  /** Of requests to the provider: refused for now, refused for good, or carried out without our hearing of it. */
  unavailable: number
  refused: number
  unheard: number
}

const longestDelayMs = 8_000
const holdBackMs = 400

/** Carries what is said, or loses, repeats, delays and shuffles it. */
export class Wire {
  readonly mischief: Mischief
  readonly #timeline: Timeline
  #heldBack: (() => void)[] = []

  constructor(timeline: Timeline, mischief: Mischief) {
    this.#timeline = timeline
    this.mischief = mischief
  }

  /** Says something once, twice, late, after what comes next, or not at all. */
  tell(deliver: () => void): void {
    const { chance, between } = this.#dice()
    const { drop, duplicate, reorder, delay } = this.mischief
    if (chance(drop)) return
    const times = chance(duplicate) ? 2 : 1
    const isHeldBack = chance(reorder)
    const lateMs = chance(delay) ? between(0, longestDelayMs) : 0
    for (let time = 0; time < times; time++) {
      const ms = between(2, 30) + lateMs
      if (isHeldBack) this.#holdBack(() => this.#timeline.after(ms, deliver))
      else this.#timeline.after(ms, deliver)
    }
    if (isHeldBack) return
    for (const release of this.#heldBack.splice(0)) release()
  }

  /** Asks and waits for the answer: null when the question is lost. A repeated question's second answer counts. */
  ask<Answer>(question: () => Answer | null, onAnswer: (answer: Answer | null) => void): void {
    const { chance, between } = this.#dice()
    const { drop, duplicate, delay } = this.mischief
    const isLost = chance(drop)
    const isRepeated = chance(duplicate)
    const lateMs = () => between(2, 20) + (chance(delay / 2) ? between(0, longestDelayMs) : 0)
    this.#timeline.after(lateMs(), () => {
      if (isLost) return onAnswer(null)
      if (isRepeated) question()
      const answer = question()
      // Much may happen until it is there.
      this.#timeline.after(lateMs(), () => onAnswer(answer))
    })
  }

  /** Released by what comes after it, or after a while. */
  #holdBack(send: () => void): void {
    let isGone = false
    const once = () => {
      if (!isGone) send()
      isGone = true
    }
    this.#heldBack.push(once)
    this.#timeline.after(holdBackMs, once)
  }

  #dice() {
    const { chance, between } = this.#timeline
    return { chance: chance.bind(this.#timeline), between: between.bind(this.#timeline) }
  }
}
