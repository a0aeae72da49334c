import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { type Clip, clipMs } from "../media/source.ts"
import { encodeWav } from "../media/wav.ts"
import { makeSid } from "./sid.ts"

export type RecordingStatus = "in-progress" | "paused" | "stopped" | "processing" | "completed" | "absent"

/** A recording as REST shows it; it survives a restart of the carrier. */
export interface Recording {
  sid: string
  callSid: string
  conferenceSid: string | null
  source: "RecordVerb" | "Conference"
  status: RecordingStatus
  /** ISO 8601. */
  startTime: string
  dateUpdated: string
  durationSeconds: number | null
  errorCode: number | null
}

/** The account's recordings and their WAV files. */
export class Recordings {
  readonly #dir: string
  readonly #recordings = new Map<string, Recording>()

  constructor(dir: string) {
    this.#dir = dir
  }

  /** Reads what an earlier run left behind. A recording cut off by the carrier's own end is absent. */
  async load(): Promise<void> {
    await mkdir(this.#dir, { recursive: true })
    for (const file of await readdir(this.#dir)) {
      if (!/^RE[0-9a-f]{32}\.json$/.test(file)) continue
      const recording = JSON.parse(await readFile(join(this.#dir, file), "utf8")) as Recording
      this.#recordings.set(recording.sid, recording)
    }
  }

  begin(callSid: string, conferenceSid: string | null, source: Recording["source"]): Recording {
    const now = new Date().toISOString()
    const recording: Recording = {
      sid: makeSid("RE"),
      callSid,
      conferenceSid,
      source,
      status: "in-progress",
      startTime: now,
      dateUpdated: now,
      durationSeconds: null,
      errorCode: null,
    }
    this.#recordings.set(recording.sid, recording)
    return recording
  }

  setStatus(recording: Recording, status: RecordingStatus): void {
    recording.status = status
    recording.dateUpdated = new Date().toISOString()
  }

  /** Writes the WAV file and marks the recording completed; without a clip it is absent. */
  async complete(recording: Recording, clip: Clip | null): Promise<void> {
    recording.durationSeconds = clip ? Math.ceil(clipMs(clip) / 1000) : 0
    if (clip) await writeFile(this.#path(recording.sid, "wav"), encodeWav(clip))
    this.setStatus(recording, clip ? "completed" : "absent")
    await writeFile(this.#path(recording.sid, "json"), JSON.stringify(recording))
  }

  get(sid: string): Recording | null {
    return this.#recordings.get(sid) ?? null
  }

  /** All recordings, newest first. */
  list(): Recording[] {
    return [...this.#recordings.values()].sort((a, b) => b.startTime.localeCompare(a.startTime))
  }

  /** The WAV file, or null while there is none. */
  async media(recording: Recording): Promise<Buffer | null> {
    if (recording.status !== "completed") return null
    return readFile(this.#path(recording.sid, "wav")).catch(() => null)
  }

  async delete(recording: Recording): Promise<void> {
    this.#recordings.delete(recording.sid)
    await rm(this.#path(recording.sid, "wav"), { force: true })
    await rm(this.#path(recording.sid, "json"), { force: true })
  }

  #path(sid: string, extension: string): string {
    return join(this.#dir, `${sid}.${extension}`)
  }
}
