import { Attributes, type Warn } from "./attributes.ts"
import type { Element } from "./element.ts"
import type { ConferenceNoun } from "./verbs.ts"

const CONFERENCE_EVENTS = [
  "start",
  "end",
  "join",
  "leave",
  "mute",
  "hold",
  "modify",
  "speaker",
  "announcement",
] as const
export const RECORDING_EVENTS = ["in-progress", "completed", "absent"] as const
/** Twilio's most. */
export const MAX_PARTICIPANTS = 250

/** The `<Conference>` noun of a `<Dial>`. */
export function readConference(element: Element, warn: Warn): ConferenceNoun {
  const at = new Attributes(element, warn)
  const noun: ConferenceNoun = {
    name: element.text.trim(),
    muted: at.flag("muted", false),
    beep: at.oneOf("beep", ["true", "false", "onEnter", "onExit"], "true"),
    startConferenceOnEnter: at.flag("startConferenceOnEnter", true),
    endConferenceOnExit: at.flag("endConferenceOnExit", false),
    participantLabel: at.text("participantLabel"),
    maxParticipants: Math.min(at.integer("maxParticipants", MAX_PARTICIPANTS, 1), MAX_PARTICIPANTS),
    waitUrl: at.has("waitUrl") ? at.text("waitUrl") : null,
    waitMethod: at.method("waitMethod"),
    record: ["true", "record-from-start"].includes(
      at.oneOf("record", ["do-not-record", "record-from-start", "true", "false"], "do-not-record"),
    ),
    trim: at.oneOf("trim", ["trim-silence", "do-not-trim"], "trim-silence") === "trim-silence",
    coach: at.text("coach"),
    statusCallback: at.text("statusCallback"),
    statusCallbackMethod: at.method("statusCallbackMethod"),
    statusCallbackEvents: at.words("statusCallbackEvent", CONFERENCE_EVENTS, []),
    recordingStatusCallback: at.text("recordingStatusCallback"),
    recordingStatusCallbackMethod: at.method("recordingStatusCallbackMethod"),
    recordingStatusCallbackEvents: at.words("recordingStatusCallbackEvent", RECORDING_EVENTS, ["completed"]),
  }
  at.ignore("region", "jitterBufferSize", "eventCallbackUrl")
  at.done()
  return noun
}
