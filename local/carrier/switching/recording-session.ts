import type { MediaClock } from "../media/clock.ts"
import { type PauseBehavior, RecordingTap } from "../media/recording-tap.ts"
import type { Clip, Source } from "../media/source.ts"
import type { ResolvedOptions } from "../options.ts"
import type { Recording, Recordings } from "../state/recordings.ts"
import type { Faults } from "../webhooks/faults.ts"
import { type RecordingCallback, recordingParams } from "../webhooks/recording-callbacks.ts"
import type { WebhookSender } from "../webhooks/sender.ts"

/** What a recording needs of the carrier. */
export interface RecordingParts {
  readonly options: Pick<ResolvedOptions, "accountSid">
  readonly clock: MediaClock
  readonly recordings: Recordings
  /** Recordings that have not finished, by SID. */
  readonly runningRecordings: Map<string, RecordingSession>
  readonly faults: Faults
  readonly webhooks: WebhookSender
  /** Where recordings' URLs begin, for instance `http://127.0.0.1:4100`. */
  readonly baseUrl: string
}

interface SessionSetup {
  callSid: string
  conferenceSid: string | null
  source: Recording["source"]
  sound: Source
  callback: RecordingCallback | null
  trim: boolean
  onFrame?: (tap: RecordingTap) => void
}

/** A recording while it runs: begun, perhaps paused, and finished once. */
export class RecordingSession {
  readonly recording: Recording
  readonly #exchange: RecordingParts
  readonly #setup: SessionSetup
  readonly #tap: RecordingTap
  #finished: Promise<Recording> | null = null

  constructor(exchange: RecordingParts, setup: SessionSetup) {
    this.#exchange = exchange
    this.#setup = setup
    this.recording = exchange.recordings.begin(setup.callSid, setup.conferenceSid, setup.source)
    this.#tap = new RecordingTap(exchange.clock, setup.sound, setup.onFrame)
    exchange.runningRecordings.set(this.recording.sid, this)
    this.#report("in-progress")
  }

  pause(behavior: PauseBehavior): void {
    if (this.#finished) return
    this.#tap.pause(behavior)
    this.#exchange.recordings.setStatus(this.recording, "paused")
  }

  resume(): void {
    if (this.#finished) return
    this.#tap.resume()
    this.#exchange.recordings.setStatus(this.recording, "in-progress")
  }

  /**
   * Ends the recording. It becomes `completed`, or `absent` when nothing was recorded or the carrier was told to
   * lose it; `keepSilence` keeps one that holds nothing but silence.
   */
  finish(keepSilence: boolean): Promise<Recording> {
    this.#finished ??= this.#complete(keepSilence)
    return this.#finished
  }

  async #complete(keepSilence: boolean): Promise<Recording> {
    const { recordings, faults, runningRecordings } = this.#exchange
    const clip = this.#takeClip(keepSilence)
    runningRecordings.delete(this.recording.sid)
    recordings.setStatus(this.recording, "processing")
    const { delayMs, fails } = faults.recordingFate()
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
    if (fails) this.recording.errorCode = RECORDING_FAILED
    await recordings.complete(this.recording, fails || clip.length === 0 ? null : clip)
    this.#report(this.recording.status)
    return this.recording
  }

  #takeClip(keepSilence: boolean): Clip {
    const trimmed = this.#tap.finish(this.#setup.trim)
    return trimmed.length === 0 && keepSilence ? this.#tap.finish(false) : trimmed
  }

  #report(event: string): void {
    const { webhooks, options, baseUrl } = this.#exchange
    const { callback } = this.#setup
    if (!callback?.events.includes(event)) return
    webhooks.notify(
      callback.url,
      callback.method,
      recordingParams(this.recording, options.accountSid, baseUrl),
    )
  }
}

/** Twilio's "Recording: an error occurred while recording the call". */
const RECORDING_FAILED = 16104
