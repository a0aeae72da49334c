import type { Call } from "@twilio/voice-sdk"
import { type MicrophoneChoice, microphoneConstraints } from "./devices/audio-devices"
import type { Problem } from "./model"
import { goodLine, type LineState, lineStateOf, silentInput } from "./quality"
import { problemOf } from "./sdk-errors"

export type VoiceCallEvents = {
  /** It neither rings nor talks any more; told before the reason. */
  onOver(): void
  onRingStopped(): void
  onConnected(): void
  onAnswerFailed(problem: Problem): void
  /** The line was lost and is being made anew by the SDK; then it stands again, or is over. */
  onReconnecting(): void
  onReconnected(): void
  onDisconnected(problem: Problem | null): void
  onLine(line: LineState): void
}

/**
 * One ringing or talking leg of the SDK, with its events in the phone's words. The SDK's events come in any order (a caller who
 * gives up in the moment of the answer is accepted, then cancelled), and it is over once, by whichever of them is the first
 * to end it.
 */
export class VoiceCall {
  readonly legId: string
  private readonly call: Call
  private readonly events: VoiceCallEvents
  private stage: "ringing" | "answering" | "talking" | "over" = "ringing"
  private problem: Problem | null = null
  private readonly warnings = new Set<string>()
  private opinion: number | null = null
  private line = goodLine

  /** `isOwn`: this page makes the call, so that it is being connected from the first moment. */
  constructor(legId: string, call: Call, events: VoiceCallEvents, isOwn = false) {
    this.legId = legId
    if (isOwn) this.stage = "answering"
    this.call = call
    this.events = events
    call.on("accept", () => this.connect())
    call.on("cancel", () => this.stop())
    call.on("reject", () => this.stop())
    call.on("disconnect", () => this.disconnect())
    call.on("error", (error: unknown) => this.fail(error))
    call.on("warning", (name: string) => this.judge(() => this.warnings.add(name)))
    call.on("warning-cleared", (name: string) => this.judge(() => this.warnings.delete(name)))
    call.on("reconnecting", () => {
      this.judge(() => this.warnings.add("ice-connectivity-lost"))
      if (this.stage === "talking") this.events.onReconnecting()
    })
    call.on("reconnected", () => {
      this.judge(() => this.warnings.delete("ice-connectivity-lost"))
      if (this.stage === "talking") this.events.onReconnected()
    })
    call.on("sample", (sample: { mos: number | null }) =>
      this.judge(() => {
        this.opinion = sample.mos
      }),
    )
  }

  answer(choice: MicrophoneChoice) {
    if (this.stage !== "ringing") return
    this.stage = "answering"
    this.call.accept({ rtcConstraints: { audio: microphoneConstraints(choice) } })
  }

  /** Tells the provider itself: the app could not be reached. */
  reject() {
    if (this.stage === "ringing") this.call.reject()
  }

  /** Ends the leg, whatever the SDK says or does not say of it afterwards. */
  hangUp() {
    this.call.disconnect()
    this.end(() => this.events.onDisconnected(this.problem))
  }

  mute(isMuted: boolean) {
    this.call.mute(isMuted)
    // That it was heard again is not told while muted; who stays silent after is told of anew.
    if (isMuted) this.judge(() => this.warnings.delete(silentInput))
  }

  /** One key of the keypad: 0–9, * or #. */
  press(key: string) {
    this.call.sendDigits(key)
  }

  /** What is sent to the other end, for the level meter. */
  localStream(): MediaStream | null {
    return this.call.getLocalStream() ?? null
  }

  private connect() {
    // Over already: nobody would ever end what connects now.
    if (this.stage === "over") return this.call.disconnect()
    this.stage = "talking"
    this.events.onConnected()
  }

  private stop() {
    const wasTalking = this.stage === "talking"
    this.end(() => (wasTalking ? this.events.onDisconnected(this.problem) : this.events.onRingStopped()))
  }

  private fail(error: unknown) {
    this.problem = problemOf(error)
    if (this.stage === "answering") this.endAnswering()
  }

  private disconnect() {
    if (this.stage !== "answering") return this.stop()
    // The reason follows in an error of the same turn; so may a connection that is over already.
    queueMicrotask(() => (this.stage === "talking" ? this.stop() : this.endAnswering()))
  }

  private endAnswering() {
    if (this.stage !== "answering") return
    this.end(() => this.events.onAnswerFailed(this.problem ?? "answer_failed"))
  }

  private end(report: () => void) {
    if (this.stage === "over") return
    this.stage = "over"
    this.events.onOver()
    report()
  }

  private judge(change: () => unknown) {
    change()
    const line = lineStateOf(this.warnings, this.opinion)
    const isSame = line.quality === this.line.quality && String(line.warnings) === String(this.line.warnings)
    if (isSame) return
    this.line = line
    this.events.onLine(line)
  }
}
