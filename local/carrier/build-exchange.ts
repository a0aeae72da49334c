import { join } from "node:path"
import type { Exchange } from "./exchange.ts"
import { AudioFiles } from "./media/audio-file.ts"
import { MediaClock } from "./media/clock.ts"
import { Speech } from "./media/speech.ts"
import { type CarrierOptions, resolveOptions } from "./options.ts"
import { Clients } from "./signalling/clients.ts"
import { Alerts } from "./state/alerts.ts"
import { Applications } from "./state/applications.ts"
import { Calls } from "./state/calls.ts"
import { Conferences } from "./state/conferences.ts"
import { DialingQueue } from "./state/dialing-queue.ts"
import { Numbers } from "./state/numbers.ts"
import { PhoneDirectory } from "./state/phone-directory.ts"
import { Recordings } from "./state/recordings.ts"
import type { RecordingSession } from "./switching/recording-session.ts"
import { Faults } from "./webhooks/faults.ts"
import { WebhookSender } from "./webhooks/sender.ts"

/** The parts of a carrier, joined but not yet listening; `mediaAddress` is where its audio sockets are opened. */
export function buildExchange(options: CarrierOptions, mediaAddress: string): Exchange {
  const resolved = resolveOptions(options)
  const alerts = new Alerts(resolved.log)
  const faults = new Faults({ seed: resolved.seed, ...options.faults })
  const clock = new MediaClock()
  const { authToken, webhookTimeoutMs: timeoutMs, dataDir, speech: engine, toneMsPerCharacter } = resolved
  const parts = {
    options: resolved,
    alerts,
    faults,
    clock,
    applications: new Applications(resolved.applications),
    calls: new Calls(),
    conferences: new Conferences(clock),
    recordings: new Recordings(join(dataDir, "recordings")),
    runningRecordings: new Map<string, RecordingSession>(),
    webhooks: new WebhookSender({ authToken, timeoutMs, faults, alerts }),
    speech: new Speech({ engine, toneMsPerCharacter, cacheDir: join(dataDir, "speech") }),
    audioFiles: new AudioFiles(),
    dialing: new DialingQueue(resolved.callsPerSecond),
    directory: new PhoneDirectory(),
    numbers: new Numbers(resolved.numbers),
    mediaAddress,
    baseUrl: "",
  }
  // One object, not a copy: where it listens is known, and written into it, only later.
  return Object.assign(parts, { clients: new Clients(parts) })
}
