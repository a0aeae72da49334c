import type { Child } from "./child.ts"
import { afterDeath } from "./restart-policy.ts"

/** A part that has died for good: its name, and how as the rest of a sentence ("was ended by SIGKILL"). */
export interface PartFailure {
  name: string
  how: string
}

export interface SupervisedOptions<Started extends { child: Child }> {
  name: string
  /** Starts the process and resolves when it serves. Gives up, leaving nothing running, when the signal is aborted. */
  start: (signal: AbortSignal) => Promise<Started>
  stopSignal: NodeJS.Signals
  graceMs: number
  /** What a dead process left word of: which of its own parts took it down, and whether starting it again is in vain. */
  lastWords?: (dead: Started) => (PartFailure & { isFinal: boolean }) | null
  log: (line: string) => void
  /** Told once, when it is not started again. */
  onGivenUp: (failure: PartFailure) => void
}

/** A process that is started again when it dies, until it dies too often or is stopped. */
export class Supervised<Started extends { child: Child }> {
  readonly #options: SupervisedOptions<Started>
  #run: { abort: AbortController; up: Promise<Started>; current: Started | null } | null = null
  #deaths: number[] = []

  constructor(options: SupervisedOptions<Started>) {
    this.#options = options
  }

  /** The first start. Rejects when it fails, and nothing is tried again; later ones are made by themselves. */
  async start(signal?: AbortSignal): Promise<Started> {
    if (this.#run !== null) throw new Error(`${this.#options.name} is running already`)
    const abort = new AbortController()
    const giveUp = () => abort.abort(signal?.reason)
    signal?.addEventListener("abort", giveUp)
    const up = this.#begin(abort.signal)
    this.#run = { abort, up, current: null }
    try {
      return await up
    } catch (error) {
      if (this.#run?.up === up) this.#run = null
      throw error
    } finally {
      signal?.removeEventListener("abort", giveUp)
    }
  }

  /** Resolves when it serves, waiting for a start under way. Rejects when that fails, or it is stopped or given up. */
  up(): Promise<Started> {
    return this.#run?.up ?? Promise.reject(new Error(`${this.#options.name} does not run`))
  }

  /** The running process; null while there is none. */
  child(): Child | null {
    return this.#run?.current?.child ?? null
  }

  /** Ends it, also while it is being started; it is not started again. */
  async stop(signal = this.#options.stopSignal, graceMs = this.#options.graceMs): Promise<void> {
    const run = this.#run
    this.#run = null
    if (run === null) return
    run.abort.abort(new Error(`${this.#options.name} is being stopped`))
    await run.up.catch(() => {})
    await run.current?.child.stop(signal, graceMs)
  }

  async #begin(signal: AbortSignal): Promise<Started> {
    signal.throwIfAborted()
    const started = await this.#options.start(signal)
    if (signal.aborted) {
      await started.child.stop(this.#options.stopSignal, this.#options.graceMs)
      throw signal.reason
    }
    // Told of in the same turn as `up`, so that whoever stops it finds one or the other.
    if (this.#run !== null) this.#run.current = started
    void started.child.exited.then(({ how }) => {
      const words = this.#options.lastWords?.(started) ?? null
      this.#died(signal, words ?? { name: this.#options.name, how, isFinal: false })
    })
    return started
  }

  #died(signal: AbortSignal, { name, how, isFinal }: PartFailure & { isFinal: boolean }): void {
    const run = this.#run
    if (run === null || signal.aborted) return
    run.current = null
    const { deaths, pauseMs } = afterDeath(this.#deaths, Date.now())
    this.#deaths = deaths
    if (pauseMs === null || isFinal) {
      run.up = Promise.reject(new Error(`${name} ${how} and is not started again`))
      run.up.catch(() => {})
      this.#options.onGivenUp({ name, how })
      return
    }
    this.#options.log(`${name} ${how}; starting ${this.#options.name} again`)
    run.up = pause(pauseMs, signal).then(() => this.#begin(signal))
    run.up.then(
      () => this.#options.log(`${this.#options.name} serves again`),
      (error: unknown) => {
        const why = error instanceof Error ? error.message : String(error)
        this.#died(signal, { name: this.#options.name, how: `did not start again: ${why}`, isFinal: false })
      },
    )
  }
}

/** Waits; an abort ends the wait, and whoever waited looks at the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
