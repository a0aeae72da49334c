import { seededRandom } from "./random.ts"

/** Misbehaviour of the network between carrier and application; shares are probabilities from 0 to 1. */
interface WebhookFaults {
  /** Only URLs that contain this are touched; all when absent. */
  match?: string
  duplicate?: number
  /** Holds a callback back until the next one has gone out (at most `REORDER_MS`). */
  reorder?: number
  drop?: number
  /** Share that is late, and by how much: anything up to `delayMs`. */
  delay?: number
  delayMs?: number
}

/** A REST request refused before it does anything. */
export interface RestFault {
  /** Part of the path, for instance `/Participants`. */
  match: string
  method?: string
  probability?: number
  status: number
  code?: number
  message?: string
  /** How often at most; without end when absent. */
  times?: number
}

/** A REST request that is carried out late, for instance one call's redirect. */
interface RestDelay {
  /** Part of the path, for instance `/Calls/CA….json`. */
  match: string
  method?: string
  /** Milliseconds before it does anything. */
  delayMs: number
}

/** Recordings that take long to be ready, or never are (`absent`). */
interface RecordingFaults {
  delayMs?: number
  fail?: number
}

export interface FaultSettings {
  seed?: number
  /**
   * How far away the carrier is: milliseconds by which every REST answer and every webhook comes later, always the
   * same, in their order. 0 when absent.
   */
  latencyMs?: number
  webhooks?: WebhookFaults
  rest?: RestFault[]
  restDelays?: RestDelay[]
  recordings?: RecordingFaults
}

const MAX_LATENCY_MS = 60_000

/** Throws for what is no time from 0 to `MAX_LATENCY_MS`; `name` is that of the setting. */
function checkDelay(name: string, ms: unknown): void {
  if (typeof ms !== "number" || !(ms >= 0 && ms <= MAX_LATENCY_MS))
    throw new Error(`${name} is not a number from 0 to ${MAX_LATENCY_MS}: ${JSON.stringify(ms)}`)
}

/** The decision for one webhook. */
export interface WebhookFate {
  drop: boolean
  duplicate: boolean
  reorder: boolean
  delayMs: number
}

/** Faults that came together and end together, with a random sequence of their own. */
export class FaultSet {
  readonly #settings: FaultSettings
  readonly #random: () => number
  readonly #used = new Map<RestFault, number>()

  /** Throws for a latency or a REST delay that is none. */
  constructor(settings: FaultSettings) {
    checkDelay("latencyMs", settings.latencyMs ?? 0)
    for (const { delayMs } of settings.restDelays ?? []) checkDelay("delayMs", delayMs)
    this.#settings = settings
    this.#random = seededRandom(settings.seed ?? 1)
  }

  get latencyMs(): number {
    return this.#settings.latencyMs ?? 0
  }

  webhookFate(url: string): WebhookFate {
    const faults = this.#settings.webhooks ?? {}
    // Always the same number of draws, so that one setting does not shift the others' sequence.
    const [drop = 0, duplicate = 0, reorder = 0, delay = 0, share = 0] = Array.from(
      { length: 5 },
      this.#random,
    )
    const touched = !faults.match || url.includes(faults.match)
    return {
      drop: touched && drop < (faults.drop ?? 0),
      duplicate: touched && duplicate < (faults.duplicate ?? 0),
      reorder: touched && reorder < (faults.reorder ?? 0),
      delayMs: touched && delay < (faults.delay ?? 0) ? share * (faults.delayMs ?? 0) : 0,
    }
  }

  /** The refusal for a REST request, or null when it goes through. */
  restRefusal(method: string, path: string): RestFault | null {
    for (const fault of this.#settings.rest ?? []) {
      if (!path.includes(fault.match) || (fault.method && fault.method !== method)) continue
      const used = this.#used.get(fault) ?? 0
      if (fault.times !== undefined && used >= fault.times) continue
      if (this.#random() >= (fault.probability ?? 1)) continue
      this.#used.set(fault, used + 1)
      return fault
    }
    return null
  }

  /** How long, in ms, a REST request is held back: the first delay that names it, or 0. */
  restDelayMs(method: string, path: string): number {
    const delays = this.#settings.restDelays ?? []
    const found = delays.find((one) => path.includes(one.match) && (one.method ?? method) === method)
    return found?.delayMs ?? 0
  }

  /** How long a recording takes to be ready, and whether it fails. */
  recordingFate(): { delayMs: number; fails: boolean } {
    const faults = this.#settings.recordings ?? {}
    return { delayMs: faults.delayMs ?? 0, fails: this.#random() < (faults.fail ?? 0) }
  }
}
