import { mixFrames } from "../media/mix.ts"
import { ClipSource, type Source } from "../media/source.ts"
import { concat, quiet, tone } from "../media/tone.ts"
import type { Participant } from "./participant.ts"

/** A conference as far as its sound depends on it. */
interface AudibleConference {
  readonly status: string
  /** Beeps, heard by everyone. */
  readonly chime: Source
  present(): Participant[]
}

/** One second of tone, two of silence: how a telephone in Japan sounds while the other end rings. */
const ringback = new ClipSource(concat([tone(400, 1000, 0.15), quiet(2000)]), 0, true)

/** What one participant hears: its own music while it waits or is on hold, otherwise everyone who may speak to it. */
export function heardBy(conference: AudibleConference, listener: Participant): Source {
  return {
    frame(tick) {
      if (listener.hold || conference.status !== "in-progress") return listener.playout.frame(tick)
      const frames = speakersTo(conference, listener).map((speaker) => spokenBy(speaker, tick))
      return mixFrames([...frames, conference.chime.frame(tick)])
    },
  }
}

/** What a recording of the conference holds: all that is said aloud, neither music nor whispering. */
export function conferenceSound(conference: AudibleConference): Source {
  return {
    frame(tick) {
      const speakers = [...conference.present()].filter((speaker) => speaks(speaker) && !speaker.coaching)
      return mixFrames(speakers.map((speaker) => spokenBy(speaker, tick)))
    },
  }
}

function speakersTo(conference: AudibleConference, listener: Participant): Participant[] {
  return conference.present().filter((speaker) => {
    if (speaker === listener || !speaks(speaker)) return false
    return speaker.callSidToCoach === null || speaker.callSidToCoach === listener.call.sid
  })
}

function speaks(participant: Participant): boolean {
  return !participant.muted && !participant.hold
}

/** With early media a participant is in the conference while its telephone still rings, and sounds like it. */
function spokenBy(speaker: Participant, tick: number): Int16Array | null {
  return speaker.call.answered ? speaker.call.line.spoken.frame(tick) : ringback.frame(tick)
}
