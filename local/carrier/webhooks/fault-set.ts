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

/** How a file that is no recording, or none that can be used, is given in place of one. */
export type FakeRecording =
  /** A page of an error, as a proxy gives it, with success. */
  | "html"
  /** The first half of the file, as if it were all of it. */
  | "cut"
  /** The connection ends before as much has come as was said. */
  | "broken"
  /** The whole file, said to be something else. */
  | "mistyped"

const FAKES: readonly FakeRecording[] = ["html", "cut", "broken", "mistyped"]

/** Recordings that take long to be ready, or never are (`absent`), and downloads that go wrong; each download is drawn anew. */
interface RecordingFaults {
  delayMs?: number
  fail?: number
  /** Share of downloads that begin late, and by how much. */
  slow?: number
  slowMs?: number
  /** Share of downloads that are answered 404. */
  missing?: number
  /** Share of downloads that give something else. */
  fake?: number
  /** What they give; drawn where it is not said. */
  fakeAs?: FakeRecording
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

function checkShares(name: string, shares: Record<string, unknown>): void {
  for (const [which, share] of Object.entries(shares))
    if (share !== undefined && !(typeof share === "number" && share >= 0 && share <= 1))
      throw new Error(`${name}.${which} is not a share from 0 to 1: ${JSON.stringify(share)}`)
}

/** Throws for shares and times that are none. */
function check({
  latencyMs = 0,
  webhooks = {},
  rest = [],
  restDelays = [],
  recordings = {},
}: FaultSettings): void {
  checkDelay("latencyMs", latencyMs)
  for (const { delayMs } of restDelays) checkDelay("delayMs", delayMs)
  const { duplicate, reorder, drop, delay } = webhooks
  checkShares("webhooks", { duplicate, reorder, drop, delay })
  checkDelay("webhooks.delayMs", webhooks.delayMs ?? 0)
  for (const { probability } of rest) checkShares("rest", { probability })
  const { fail, slow, missing, fake, fakeAs } = recordings
  checkShares("recordings", { fail, slow, missing, fake })
  checkDelay("recordings.delayMs", recordings.delayMs ?? 0)
  checkDelay("recordings.slowMs", recordings.slowMs ?? 0)
  if (fakeAs !== undefined && !FAKES.includes(fakeAs))
    throw new Error(`recordings.fakeAs is none of ${FAKES.join(", ")}: ${JSON.stringify(fakeAs)}`)
}

/** The decision for one webhook. */
export interface WebhookFate {
  drop: boolean
  duplicate: boolean
  reorder: boolean
  delayMs: number
}

/** The decision for one download of a recording. */
export interface DownloadFate {
  delayMs: number
  isMissing: boolean
  fake: FakeRecording | null
}

/** What draws from one seed: each has a sequence of its own, so that the nth of its kind fares the same whatever else happens meanwhile. */
const STREAMS = { webhooks: 0, rest: 0x51ed27, recordings: 0x2b1e5d, downloads: 0x7f4a7c }

/** Faults that came together and end together, with random sequences of their own. */
export class FaultSet {
  readonly #settings: FaultSettings
  readonly #random: Record<keyof typeof STREAMS, () => number>
  readonly #used = new Map<RestFault, number>()

  /** Throws for a share or a time that is none. */
  constructor(settings: FaultSettings) {
    check(settings)
    this.#settings = settings
    const stream = (kind: keyof typeof STREAMS) => seededRandom((settings.seed ?? 1) ^ STREAMS[kind])
    this.#random = {
      webhooks: stream("webhooks"),
      rest: stream("rest"),
      recordings: stream("recordings"),
      downloads: stream("downloads"),
    }
  }

  get latencyMs(): number {
    return this.#settings.latencyMs ?? 0
  }

  webhookFate(url: string): WebhookFate {
    const faults = this.#settings.webhooks ?? {}
    // Always the same number of draws, so that one setting does not shift the others' sequence.
    const [drop = 0, duplicate = 0, reorder = 0, delay = 0, share = 0] = Array.from(
      { length: 5 },
      this.#random.webhooks,
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
      if (this.#random.rest() >= (fault.probability ?? 1)) continue
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
    return { delayMs: faults.delayMs ?? 0, fails: this.#random.recordings() < (faults.fail ?? 0) }
  }

  /** What comes of one download of a recording. */
  downloadFate(): DownloadFate {
    const faults = this.#settings.recordings ?? {}
    // Always the same number of draws, as for webhooks.
    const [slow = 0, missing = 0, fake = 0, kind = 0] = Array.from({ length: 4 }, this.#random.downloads)
    const fakeAs = faults.fakeAs ?? FAKES[Math.floor(kind * FAKES.length)] ?? null
    return {
      delayMs: slow < (faults.slow ?? 0) ? (faults.slowMs ?? 0) : 0,
      isMissing: missing < (faults.missing ?? 0),
      fake: fake < (faults.fake ?? 0) ? fakeAs : null,
    }
  }
}
