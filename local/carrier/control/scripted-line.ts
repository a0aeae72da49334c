import type { MediaClock } from "../media/clock.ts"
import { pause } from "../media/pause.ts"
import { Playout } from "../media/playout.ts"
import type { Speech } from "../media/speech.ts"
import { concat, keyTone, tone } from "../media/tone.ts"
import type { Call, Line } from "../state/call.ts"
import type { Moment } from "../state/call-record.ts"
import { type Step, UNTIL_NAMES } from "./script.ts"

/** How a called party behaves. */
export type Behaviour = "answer" | "busy" | "no-answer" | "unreachable"

interface CalleeSetup {
  behaviour: Behaviour
  /** How long it rings before an answer. */
  answerAfterMs: number
  script: Step[]
}

/** What gives a scripted party its voice. */
interface VoiceParts {
  clock: MediaClock
  speech: Speech
}

const UNTIL_TIMEOUT_MS = 60_000

/** A party without a telephone: it does what its script says, in the carrier's own process. */
export class ScriptedLine implements Line {
  readonly kind = "script"
  readonly spoken: Playout
  readonly #speech: Speech
  readonly #callee: CalleeSetup
  readonly #ended = new AbortController()
  #seenMoments = 0

  constructor({ clock, speech }: VoiceParts, callee: CalleeSetup) {
    this.#speech = speech
    this.#callee = callee
    this.spoken = new Playout(clock)
  }

  ring(call: Call): void {
    const { behaviour, answerAfterMs, script } = this.#callee
    setImmediate(() => {
      if (behaviour === "unreachable") call.partyEnds("failed")
      if (behaviour === "busy") call.partyEnds("busy")
      call.partyRings()
    })
    if (behaviour !== "answer") return
    void pause(answerAfterMs, this.#ended.signal).then(
      () => {
        call.partyAnswers()
        this.run(call, script)
      },
      () => undefined,
    )
  }

  answer(): void {
    // The script goes on by itself: it waits for the call's status.
  }

  end(): void {
    this.#ended.abort(new Error("the call ended"))
  }

  /** Plays the script to its end or the call's; a party whose script is over stays on the line. */
  run(call: Call, steps: Step[]): void {
    void this.#run(call, steps).catch((error: unknown) => {
      if (this.#ended.signal.aborted) return
      call.note("script-failed", error instanceof Error ? error.message : String(error))
      call.partyEnds(call.answered ? "completed" : "canceled")
    })
  }

  /** Speaks a tone over whatever the script says. */
  tone(hz: number, ms: number): void {
    void this.spoken.play(tone(hz, ms), this.#ended.signal).catch(() => undefined)
  }

  async #run(call: Call, steps: Step[]): Promise<void> {
    for (const step of steps) {
      this.#ended.signal.throwIfAborted()
      await this.#step(call, step)
    }
  }

  async #step(call: Call, step: Step): Promise<void> {
    const { signal } = this.#ended
    if ("wait" in step) return pause(step.wait, signal)
    if ("until" in step) return this.#until(call, step.until, step.timeoutMs ?? UNTIL_TIMEOUT_MS)
    if ("hangup" in step) return call.partyEnds(call.answered ? "completed" : "canceled")
    if (!call.answered) await this.#until(call, "in-progress", UNTIL_TIMEOUT_MS)
    if ("press" in step) {
      call.partyPresses(step.press)
      return this.spoken.play(concat([...step.press].map(keyTone)), signal)
    }
    if ("tone" in step) return this.spoken.play(tone(step.tone, step.ms, step.level), signal)
    return this.spoken.play(await this.#speech.say(step.say, step.language ?? "ja-JP"), signal)
  }

  /** Waits for a moment that no earlier `until` has used. */
  #until(call: Call, name: string, timeoutMs: number): Promise<void> {
    const wanted = UNTIL_NAMES[name] ?? name
    const matches = (moment: Moment): boolean =>
      moment.what === wanted || (moment.what === "verb" && moment.detail === wanted)
    return new Promise((resolve, reject) => {
      const settle = (error?: unknown): void => {
        clearTimeout(timer)
        call.off("moment", look)
        this.#ended.signal.removeEventListener("abort", onEnd)
        if (error) reject(error)
        else resolve()
      }
      const look = (): void => {
        while (this.#seenMoments < call.moments.length) {
          const moment = call.moments[this.#seenMoments++]
          if (!moment || !matches(moment)) continue
          settle()
          return
        }
      }
      const onEnd = (): void => settle(this.#ended.signal.reason)
      const timer = setTimeout(
        () => settle(new Error(`'${name}' did not happen within ${timeoutMs} ms`)),
        timeoutMs,
      )
      this.#ended.signal.addEventListener("abort", onEnd, { once: true })
      call.on("moment", look)
      look()
    })
  }
}
