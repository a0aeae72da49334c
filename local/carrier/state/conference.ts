import { EventEmitter } from "node:events"
import type { MediaClock } from "../media/clock.ts"
import { Playout } from "../media/playout.ts"
import { Programme } from "../media/programme.ts"
import type { Call } from "./call.ts"
import { heardBy } from "./conference-audio.ts"
import type { Announced, ConferenceEvents, EndReason, LeaveReason } from "./conference-events.ts"
import { relayKeys } from "./conference-keys.ts"
import type { Participant, ParticipantChanges } from "./participant.ts"
import { makeSid } from "./sid.ts"

type ConferenceStatus = "init" | "in-progress" | "completed"

/** A room: it starts with the second participant, if one of those present may start it, and ends for ever. */
export class Conference extends EventEmitter<ConferenceEvents> {
  readonly sid = makeSid("CF")
  readonly name: string
  readonly maxParticipants: number
  readonly dateCreated = new Date()
  /** Beeps, heard by everyone. */
  readonly chime: Playout
  /** What is said to everyone. */
  readonly announcement: Programme
  dateUpdated = this.dateCreated
  status: ConferenceStatus = "init"
  endReason: EndReason | null = null
  endedByCall: string | null = null
  readonly #participants = new Map<string, Participant>()

  constructor(name: string, maxParticipants: number, clock: MediaClock) {
    super()
    this.name = name
    this.maxParticipants = maxParticipants
    this.chime = new Playout(clock)
    this.announcement = new Programme(clock)
  }

  /** Everyone being dialled or in the room. */
  active(): Participant[] {
    return [...this.#participants.values()]
  }

  /** Everyone in the room. */
  present(): Participant[] {
    return this.active().filter((participant) => participant.joined)
  }

  /** A participant by its call's SID or its label. */
  find(callSidOrLabel: string): Participant | null {
    const bySid = this.#participants.get(callSidOrLabel)
    return bySid ?? this.active().find((participant) => participant.label === callSidOrLabel) ?? null
  }

  get full(): boolean {
    return this.#participants.size >= this.maxParticipants
  }

  /** Reserves the place of a participant that has yet to answer, or is about to join. */
  admit(participant: Participant): void {
    this.#participants.set(participant.call.sid, participant)
    relayKeys(this, participant)
    participant.call.place = {
      conferenceName: this.name,
      takeOut: () => this.leave(participant, "participant_updated_via_api"),
    }
  }

  join(participant: Participant): void {
    if (this.status === "completed" || participant.joined) return
    participant.joined = true
    participant.call.heard = heardBy(this, participant)
    participant.call.note("conference-join", this.name)
    this.#touch()
    this.emit("join", participant)
    if (this.status === "init") this.#startIfReady(participant.call)
  }

  /** Takes a participant out; ends the room when that was its last or one that ends it. */
  leave(participant: Participant, reason: LeaveReason): void {
    if (!this.#participants.delete(participant.call.sid)) return
    // Early media brings a telephone in while it rings; only one that was answered may end the room.
    const wasIn = participant.joined && participant.call.answered
    participant.setLeft()
    participant.call.place = null
    participant.call.note("conference-leave", reason)
    this.#touch()
    this.emit("leave", { participant, reason })
    if (this.status === "completed") return
    const kicked = reason === "participant_updated_via_api"
    if (wasIn && participant.endConferenceOnExit) {
      const how = kicked ? "kicked" : "left"
      this.end(`participant-with-end-conference-on-exit-${how}`, participant)
    } else if (this.#participants.size === 0) {
      this.end(kicked ? "last-participant-kicked" : "last-participant-left", participant)
    }
  }

  /** Ends the room: everyone still in it leaves. */
  end(reason: EndReason, by: Participant | null): void {
    if (this.status === "completed") return
    this.status = "completed"
    this.endReason = reason
    this.endedByCall = by?.call.sid ?? null
    this.#touch()
    const leaving =
      reason === "conference-ended-via-api" ? "conference_ended_via_api" : "moderator_ended_conference"
    this.announcement.stop()
    for (const participant of this.active()) this.leave(participant, leaving)
    this.emit("end", { reason, by })
  }

  setMuted(participant: Participant, muted: boolean): void {
    if (participant.muted === muted) return
    participant.muted = muted
    this.#changed(participant, muted ? "mute" : "unmute")
  }

  /** The caller starts the hold music; taking a participant off hold ends it. */
  setHold(participant: Participant, hold: boolean): void {
    if (participant.hold === hold) return
    participant.hold = hold
    if (!hold) participant.music.stop()
    participant.call.note(hold ? "hold" : "unhold")
    this.#changed(participant, hold ? "hold" : "unhold")
  }

  /** Changes what may be changed later on, all at once: one event tells of it. */
  modify(participant: Participant, changes: ParticipantChanges): void {
    Object.assign(participant, changes)
    this.#changed(participant, "modify")
  }

  /** An announcement is over; it may have failed. */
  announced(announced: Announced): void {
    this.emit("announced", announced)
  }

  #changed(participant: Participant, event: "mute" | "unmute" | "hold" | "unhold" | "modify"): void {
    participant.dateUpdated = new Date()
    this.emit(event, participant)
  }

  #startIfReady(by: Call): void {
    const present = this.present()
    if (present.length < 2 || !present.some((each) => each.startConferenceOnEnter)) return
    this.status = "in-progress"
    this.#touch()
    for (const participant of present) {
      if (!participant.hold) participant.music.stop()
      participant.call.note("conference-start", this.name)
    }
    this.emit("start", by)
  }

  #touch(): void {
    this.dateUpdated = new Date()
  }
}
