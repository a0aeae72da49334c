/** Tells a person what is going on: one line a step, with its time when it took long. */
export class Steps {
  #name: string | null = null
  #begun = 0
  #print: (text: string) => void
  #now: () => number
  #timer: NodeJS.Timeout | null = null

  constructor(print: (text: string) => void, now: () => number = () => performance.now()) {
    this.#print = print
    this.#now = now
  }

  /** Ends the present step and begins `name`, which says what is being done ("building the app"). */
  begin(name: string): void {
    this.end()
    this.#name = name
    this.#begun = this.#now()
    this.#print(`• ${name[0]?.toUpperCase()}${name.slice(1)} …`)
    this.#timer = setInterval(() => this.#print(`  still ${name}, ${this.#seconds()} s`), 15_000)
    this.#timer.unref()
  }

  /** Ends the present step; says how long it took when that was worth noticing. */
  end(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
    if (this.#name !== null && this.#seconds() >= 2) this.#print(`  done in ${this.#seconds()} s`)
    this.#name = null
  }

  #seconds(): number {
    return Math.round((this.#now() - this.#begun) / 1000)
  }
}
