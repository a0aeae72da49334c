import type { Call } from "./call.ts"
import type { Participant } from "./participant.ts"

/** Why a participant left, in Twilio's words. */
export type LeaveReason =
  | "participant_hung_up"
  | "participant_updated_via_api"
  | "moderator_ended_conference"
  | "conference_ended_via_api"
  | "participant_add_failed"

/** Why a conference ended, in Twilio's words. */
export type EndReason =
  | "last-participant-left"
  | "last-participant-kicked"
  | "participant-with-end-conference-on-exit-left"
  | "participant-with-end-conference-on-exit-kicked"
  | "conference-ended-via-api"

/** An announcement that is over: to whom (null for all), from where, and why it failed, if it did. */
export interface Announced {
  participant: Participant | null
  url: string
  failure: string | null
}

/** What a conference tells of itself; `start` names the call whose coming started it. */
export interface ConferenceEvents {
  start: [Call]
  end: [{ reason: EndReason; by: Participant | null }]
  join: [Participant]
  leave: [{ participant: Participant; reason: LeaveReason }]
  hold: [Participant]
  unhold: [Participant]
  mute: [Participant]
  unmute: [Participant]
  modify: [Participant]
  announced: [Announced]
}
