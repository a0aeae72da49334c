import { mixFrames } from "../media/mix.ts"
import { ClipSource, type Source } from "../media/source.ts"
import { concat, quiet, tone } from "../media/tone.ts"
import type { Participant } from "./participant.ts"

/** A conference as far as it matters who hears whom. */
export interface SpokenConference {
  readonly status: string
  present(): Participant[]
}

/** A conference as far as its sound depends on it. */
interface AudibleConference extends SpokenConference {
  /** Beeps, heard by everyone. */
  readonly chime: Source
  /** What is said to everyone. */
  readonly announcement: Source
}

/** One second of tone, two of silence: how a telephone in Japan sounds while the other end rings. */
export const ringback: Source = new ClipSource(concat([tone(400, 1000, 0.15), quiet(2000)]), 0, true)

/**
 * What one participant hears: its own music while it waits or is on hold, otherwise everyone who may speak to it; and what is
 * announced to it.
 */
export function heardBy(conference: AudibleConference, listener: Participant): Source {
  return {
    frame(tick) {
      const announced = listener.announcement.frame(tick)
      if (listener.hold || conference.status !== "in-progress") {
        return mixFrames([listener.music.frame(tick), announced])
      }
      const speakers = conference.present().filter((speaker) => hears(conference, listener, speaker))
      const frames = speakers.map((speaker) => spokenBy(speaker, tick))
      return mixFrames([
        ...frames,
        conference.chime.frame(tick),
        conference.announcement.frame(tick),
        announced,
      ])
    },
  }
}

/** What a recording of the conference holds: all that is said aloud, neither music nor whispering nor announcements. */
export function conferenceSound(conference: SpokenConference): Source {
  return {
    frame(tick) {
      const speakers = conference.present().filter((speaker) => speaks(speaker) && !speaker.coaching)
      return mixFrames(speakers.map((speaker) => spokenBy(speaker, tick)))
    },
  }
}

/** Whether the one hears the other: a coach is heard by the coached alone, who is on hold hears nobody. */
export function hears(conference: SpokenConference, listener: Participant, speaker: Participant): boolean {
  if (listener === speaker || listener.hold || conference.status !== "in-progress" || !speaks(speaker)) {
    return false
  }
  return speaker.callSidToCoach === null || speaker.callSidToCoach === listener.call.sid
}

function speaks(participant: Participant): boolean {
  return !participant.muted && !participant.hold
}

/** With early media a participant is in the conference while its telephone still rings, and sounds like it. */
function spokenBy(speaker: Participant, tick: number): Int16Array | null {
  if (!speaker.call.answered) return ringback.frame(tick)
  return mixFrames([speaker.call.line.spoken.frame(tick), speaker.keys.frame(tick)])
}
