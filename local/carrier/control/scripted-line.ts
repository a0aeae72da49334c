import type { MediaClock } from "../media/clock.ts"
import { pause } from "../media/pause.ts"
import { Playout } from "../media/playout.ts"
import type { Speech } from "../media/speech.ts"
import { concat, keyTone, tone } from "../media/tone.ts"
import type { Call, Line } from "../state/call.ts"
import type { Moment } from "../state/call-record.ts"
import { MomentWatch } from "./moment-watch.ts"
import { type Step, UNTIL_NAMES } from "./script.ts"

/** How a called party behaves: it answers, is in a call, rings and then declines, rings without end, or has no telephone. */
export type Behaviour = "answer" | "busy" | "refuse" | "no-answer" | "unreachable"

interface CalleeSetup {
  behaviour: Behaviour
  /** How long it rings before it is answered or declined. */
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
  readonly #moments = new MomentWatch()

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
    if (behaviour !== "answer" && behaviour !== "refuse") return
    void pause(answerAfterMs, this.#ended.signal).then(
      () => {
        if (behaviour === "refuse") {
          call.partyEnds("busy")
          return
        }
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
    if ("menu" in step) return this.#menu(call, step.menu, step.timeoutMs ?? UNTIL_TIMEOUT_MS)
    if ("keys" in step) {
      for (const key of step.keys) await this.#key(call, [key], step.timeoutMs ?? UNTIL_TIMEOUT_MS)
      return
    }
    if ("press" in step) {
      call.partyPresses(step.press)
      return this.spoken.play(concat([...step.press].map(keyTone)), signal)
    }
    if ("tone" in step) return this.spoken.play(tone(step.tone, step.ms, step.level), signal)
    return this.spoken.play(await this.#speech.say(step.say, step.language ?? "ja-JP"), signal)
  }

  async #until(call: Call, name: string, timeoutMs: number): Promise<void> {
    const wanted = UNTIL_NAMES[name] ?? name
    const isWanted = ({ what, detail }: Moment): boolean =>
      what === wanted || (what === "verb" && detail === wanted)
    await this.#moments.next(call, isWanted, name, { timeoutMs, signal: this.#ended.signal })
  }

  /** Waits until whoever the party talks with presses one of `keys`. */
  async #key(call: Call, keys: string[], timeoutMs: number): Promise<string> {
    const isWanted = ({ what, detail }: Moment): boolean =>
      what === "heard-key" && detail !== undefined && keys.includes(detail)
    const options = { timeoutMs, signal: this.#ended.signal }
    return (await this.#moments.next(call, isWanted, `key ${keys.join(" or ")}`, options)).detail ?? ""
  }

  async #menu(call: Call, menu: Record<string, Step[]>, timeoutMs: number): Promise<void> {
    const key = await this.#key(call, Object.keys(menu), timeoutMs)
    await this.#run(call, menu[key] ?? [])
  }
}
