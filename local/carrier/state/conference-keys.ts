import { hears, type SpokenConference } from "./conference-audio.ts"
import type { Participant } from "./participant.ts"

/**
 * Carries a participant's keys to everyone who hears it: as their tones, and as keys to the parties that wait for them. A
 * browser or a phone page sends keys as messages, so their tones are made here; a scripted party makes its own.
 */
export function relayKeys(conference: SpokenConference, presser: Participant): void {
  presser.call.on("digit", (digit) => {
    if (!presser.joined) return
    for (const listener of conference.present()) {
      if (hears(conference, listener, presser)) listener.call.hearKey(digit)
    }
    if (presser.call.line.kind !== "script") presser.keys.press(digit)
  })
}
