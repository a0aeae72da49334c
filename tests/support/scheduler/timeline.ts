import { seededRandom } from "../../../local/carrier/webhooks/random.ts"
import type { Instant } from "../../../supabase/functions/_shared/calls/time.ts"
import { morning } from "../call-context.ts"

type Task = { at: number; place: number; run: () => void }

/** A clock of its own, with everything that is to happen and the one source of chance: the same seed gives the same run. */
export class Timeline {
  /** Milliseconds since 1970. */
  now = Date.parse(morning)
  readonly #tasks: Task[] = []
  readonly #random: () => number
  #places = 0
  #ids = 0

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  get instant(): Instant {
    return new Date(this.now).toISOString()
  }

  /** Has `run` happen in `ms`; of what happens at one moment, what was said first. */
  after(ms: number, run: () => void): void {
    const task = { at: this.now + Math.round(ms), place: this.#places++, run }
    let child = this.#tasks.push(task) - 1
    for (let parent = (child - 1) >> 1; child > 0; child = parent, parent = (child - 1) >> 1) {
      if (!this.#swapIfEarlier(child, parent)) break
    }
  }

  /** Lets everything happen in its order, until `untilMs` (since 1970) or until `isOver` says so after one of them. */
  run(untilMs: number, isOver: () => boolean): void {
    for (let next = this.#take(); next; next = this.#take()) {
      if (next.at > untilMs) return
      this.now = next.at
      next.run()
      if (isOver()) return
    }
  }

  /** Whether it happens, of so many times in one. */
  chance(share: number): boolean {
    return this.#random() < share
  }

  /** Any whole number from `low` to `high`. */
  between(low: number, high: number): number {
    return low + Math.floor(this.#random() * (high - low + 1))
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.between(0, Math.max(0, items.length - 1))]
  }

  /** A UUID that nobody has been given before. */
  readonly newId = (): string => `00000000-0000-4000-8000-${(++this.#ids).toString(16).padStart(12, "0")}`

  #take(): Task | undefined {
    const [first] = this.#tasks
    const last = this.#tasks.pop()
    if (!first || !last || first === last) return first
    this.#tasks[0] = last
    for (let parent = 0; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2]
      const child = this.#isEarlier(right, left) ? right : left
      if (!this.#swapIfEarlier(child, parent)) return first
      parent = child
    }
  }

  #isEarlier(one: number, other: number): boolean {
    const [a, b] = [this.#tasks[one], this.#tasks[other]]
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.place < b.place))
  }

  #swapIfEarlier(one: number, other: number): boolean {
    const [a, b] = [this.#tasks[one], this.#tasks[other]]
    if (!a || !b || !this.#isEarlier(one, other)) return false
    this.#tasks[one] = b
    this.#tasks[other] = a
    return true
  }
}
