import type { AudioFiles } from "./media/audio-file.ts"
import type { MediaClock } from "./media/clock.ts"
import type { Speech } from "./media/speech.ts"
import type { ResolvedOptions } from "./options.ts"
import type { Clients } from "./signalling/clients.ts"
import type { Alerts } from "./state/alerts.ts"
import type { Applications } from "./state/applications.ts"
import type { Calls } from "./state/calls.ts"
import type { Conferences } from "./state/conferences.ts"
import type { DialingQueue } from "./state/dialing-queue.ts"
import type { Numbers } from "./state/numbers.ts"
import type { PhoneDirectory } from "./state/phone-directory.ts"
import type { Recordings } from "./state/recordings.ts"
import type { RecordingSession } from "./switching/recording-session.ts"
import type { Faults } from "./webhooks/faults.ts"
import type { WebhookSender } from "./webhooks/sender.ts"

/** The parts of a running carrier, handed to whatever needs more than one of them. */
export interface Exchange {
  readonly options: ResolvedOptions
  readonly applications: Applications
  readonly calls: Calls
  readonly conferences: Conferences
  readonly recordings: Recordings
  readonly alerts: Alerts
  readonly faults: Faults
  readonly webhooks: WebhookSender
  readonly clock: MediaClock
  readonly speech: Speech
  readonly audioFiles: AudioFiles
  /** Recordings that have not finished, by SID. */
  readonly runningRecordings: Map<string, RecordingSession>
  readonly dialing: DialingQueue
  readonly directory: PhoneDirectory
  readonly clients: Clients
  /** The account's numbers; the control API may replace them. */
  readonly numbers: Numbers
  readonly mediaAddress: string
  /** Where recordings' URLs begin, for instance `http://127.0.0.1:4100`. */
  baseUrl: string
}
