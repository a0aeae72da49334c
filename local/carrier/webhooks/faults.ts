import {
  type DownloadFate,
  FaultSet,
  type FaultSettings,
  type RestFault,
  type WebhookFate,
} from "./fault-set.ts"

/**
 * Decides what goes wrong, from seeds, so that a run can be repeated. Faults are added and removed one set at a time, each under
 * a name of its own; where several touch the same thing, their times add up and any of them is enough.
 */
export class Faults {
  readonly #sets = new Map<string, FaultSet>()
  #added = 0

  constructor(settings: FaultSettings) {
    this.add(settings)
  }

  /** Replaces all faults. Throws, and changes nothing, for a share or a time that is none. */
  set(settings: FaultSettings): void {
    const only = new FaultSet(settings)
    this.#sets.clear()
    this.#keep(only)
  }

  /** Adds to the faults there are, and gives the name by which exactly these are removed. Throws as `set` does. */
  add(settings: FaultSettings): string {
    return this.#keep(new FaultSet(settings))
  }

  /** Takes away what was added under that name; false when nothing is. */
  remove(id: string): boolean {
    return this.#sets.delete(id)
  }

  /** By how much every REST answer and every webhook comes later. */
  get latencyMs(): number {
    return sum([...this.#sets.values()].map((each) => each.latencyMs))
  }

  webhookFate(url: string): WebhookFate {
    const fates = [...this.#sets.values()].map((each) => each.webhookFate(url))
    return {
      drop: fates.some(({ drop }) => drop),
      duplicate: fates.some(({ duplicate }) => duplicate),
      reorder: fates.some(({ reorder }) => reorder),
      delayMs: sum(fates.map(({ delayMs }) => delayMs)),
    }
  }

  /** The refusal for a REST request, or null when it goes through. */
  restRefusal(method: string, path: string): RestFault | null {
    for (const set of this.#sets.values()) {
      const refusal = set.restRefusal(method, path)
      if (refusal) return refusal
    }
    return null
  }

  /** How long, in ms, a REST request is held back before it is looked at. */
  restDelayMs(method: string, path: string): number {
    return sum([...this.#sets.values()].map((each) => each.restDelayMs(method, path)))
  }

  /** How long a recording takes to be ready, and whether it fails. */
  recordingFate(): { delayMs: number; fails: boolean } {
    const fates = [...this.#sets.values()].map((each) => each.recordingFate())
    return { delayMs: sum(fates.map(({ delayMs }) => delayMs)), fails: fates.some(({ fails }) => fails) }
  }

  /** What comes of one download of a recording. */
  downloadFate(): DownloadFate {
    const fates = [...this.#sets.values()].map((each) => each.downloadFate())
    return {
      delayMs: sum(fates.map(({ delayMs }) => delayMs)),
      isMissing: fates.some(({ isMissing }) => isMissing),
      fake: fates.find(({ fake }) => fake !== null)?.fake ?? null,
    }
  }

  #keep(set: FaultSet): string {
    const id = `fault-${++this.#added}`
    this.#sets.set(id, set)
    return id
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
