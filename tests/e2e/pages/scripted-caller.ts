import { expect } from "@playwright/test"
import type { CarrierControl } from "../../../local/carrier/control/client.ts"
import type { CallView, Step, Withheld } from "../../../local/carrier/control/types.ts"
import { freeCustomerNumber } from "../../support/accounts.ts"
import type { Listening, Look } from "../support/listening.ts"

/** Amplitude, as a share of full scale, from which on a tone is meant to be heard. */
const AUDIBLE = 0.02
/** Root mean square, as a share of full scale, below which a line is silent. */
const SILENT = 0.005
const LISTEN_MS = 400

/** How long, in ms, each look at what the caller hears lasts in a `Listening`. */
const LOOK_MS = 100

/** The notes of the product's waiting music (scripts/make-waiting-music.ts), in Hz. No tone of a test may be near one. */
const MUSIC = [370, 440, 554, 587, 659, 740, 831, 880, 988, 1109, 1175]

/** A customer on the telephone, driven by a test. */
export class ScriptedCaller {
  readonly #control: CarrierControl
  readonly #sid: string

  private constructor(control: CarrierControl, sid: string) {
    this.#control = control
    this.#sid = sid
  }

  /** Calls `to` from `from` (E.164) and does what `script` says; without one the caller holds the line. */
  static async call(
    control: CarrierControl,
    from: string,
    to: string,
    script: Step[] = [],
  ): Promise<ScriptedCaller> {
    const { sid } = await control.call({ from, to, script })
    return new ScriptedCaller(control, sid)
  }

  /** Calls `to` without showing a number. */
  static async callWithheld(
    control: CarrierControl,
    withheld: Withheld,
    to: string,
  ): Promise<ScriptedCaller> {
    const { sid } = await control.call({ from: freeCustomerNumber(), to, withheld })
    return new ScriptedCaller(control, sid)
  }

  /** Somebody at `number` (E.164) who is called, once the network has such a call; whether they answer is the endpoint's to say. */
  static async called(
    control: CarrierControl,
    number: string,
  ): Promise<{ callee: ScriptedCaller; from: string }> {
    let found: { sid: string; from: string } | undefined
    await expect
      .poll(async () => {
        found = (await control.state()).calls.find(({ to }) => to === number)
        return found
      })
      .toBeTruthy()
    return { callee: new ScriptedCaller(control, found?.sid ?? ""), from: found?.from ?? "" }
  }

  async hangUp(): Promise<void> {
    await this.#control.act(this.#sid, { hangup: true })
  }

  /** Speaks a tone of `hz` from now on, for `ms`. */
  async sing(hz: number, ms: number): Promise<void> {
    await this.#control.act(this.#sid, { tone: hz, ms })
  }

  /** Waits until the caller hears `hz`, and none of `others`. */
  hears(hz: number, others: number[] = []): Promise<void> {
    return this.#hears([hz], others)
  }

  /** Waits until the caller hears all of `tones`, who speak at once. */
  hearsAll(...tones: number[]): Promise<void> {
    return this.#hears(tones, [])
  }

  /** Waits, at most `withinMs`, until the caller hears the product's music, and none of `tones`. */
  async hearsMusic(tones: number[], withinMs = 10_000): Promise<void> {
    await expect(async () => {
      const { amplitudes } = await this.#control.heard(this.#sid, LISTEN_MS, [...MUSIC, ...tones])
      expect(Math.max(...MUSIC.map((note) => amplitudes[note] ?? 0))).toBeGreaterThan(AUDIBLE)
      for (const tone of tones) expect(amplitudes[tone]).toBeLessThan(AUDIBLE)
    }).toPass({ timeout: withinMs })
  }

  /** Waits until the caller hears nothing at all. */
  async hearsNothing(): Promise<void> {
    await expect(async () => {
      expect((await this.#control.heard(this.#sid, LISTEN_MS)).loudness).toBeLessThan(SILENT)
    }).toPass({ timeout: 10_000 })
  }

  async #hears(tones: number[], others: number[]): Promise<void> {
    await expect(async () => {
      const { amplitudes } = await this.#control.heard(this.#sid, LISTEN_MS, [...tones, ...others])
      for (const tone of tones) expect(amplitudes[tone]).toBeGreaterThan(AUDIBLE)
      for (const other of others) expect(amplitudes[other]).toBeLessThan(AUDIBLE)
    }).toPass({ timeout: 10_000 })
  }

  /** Listens for `hz`, look after look, from now until it is ended. */
  listen(hz: number): Listening {
    const looks: Look[] = []
    let isOver = false
    const listening = (async () => {
      while (!isOver) {
        const at = Date.now()
        const { amplitudes } = await this.#control.heard(this.#sid, LOOK_MS, [hz])
        looks.push({ at, isHeard: (amplitudes[hz] ?? 0) > AUDIBLE })
      }
    })()
    return {
      end: async () => {
        isOver = true
        await listening
        return looks
      },
    }
  }

  /** REST requests that change this caller's leg do nothing for `ms` each, until the returned function ends that. No other call is touched. */
  async holdBackRedirect(ms: number): Promise<() => Promise<void>> {
    const match = `/Calls/${this.#sid}.json`
    const id = await this.#control.addFaults({ restDelays: [{ match, method: "POST", delayMs: ms }] })
    return () => this.#control.removeFaults(id)
  }

  /** Waits until the caller is in a conference; resolves to when they joined, in ms since 1970, and the conference's name. */
  async joins(): Promise<{ at: number; room: string }> {
    const call = await this.#control.waitFor(this.#sid, (one) => joinOf(one) !== undefined)
    return { at: joinOf(call)?.at ?? Number.NaN, room: joinOf(call)?.detail ?? "" }
  }

  /** When whoever else was in the conference `room` joined it, in ms since 1970; NaN when nobody is. */
  async otherJoined(room: string): Promise<number> {
    const { calls } = await this.#control.state()
    const other = calls.find(({ sid, conference }) => conference === room && sid !== this.#sid)
    return other ? (joinOf(await this.#control.view(other.sid))?.at ?? Number.NaN) : Number.NaN
  }

  /** Waits until the caller has been asked for a key `times` times, and presses `key`. */
  async presses(key: string, times: number): Promise<void> {
    const isAsked = ({ what, detail }: CallView["moments"][number]) => what === "verb" && detail === "Gather"
    await this.#control.waitFor(this.#sid, ({ moments }) => moments.filter(isAsked).length >= times, 15_000)
    await this.#control.act(this.#sid, { press: key })
  }

  /** Waits for the tone after which a message is recorded, and speaks a tone of `hz` for `ms`. */
  async leavesMessage(hz: number, ms: number): Promise<void> {
    await this.#control.waitFor(
      this.#sid,
      ({ moments }) => moments.some(({ what }) => what === "recording"),
      15_000,
    )
    await Promise.all([this.sing(hz, ms), this.#control.heard(this.#sid, ms)])
    await this.hangUp()
  }

  /** Waits until the network says the call is over. */
  async isOver(): Promise<void> {
    await this.#control.waitFor(this.#sid, ({ status }) => status === "completed", 15_000)
  }

  /** Waits until it rings no more without having been answered. */
  async isGivenUp(): Promise<void> {
    await this.#control.waitFor(this.#sid, ({ status }) => status === "canceled" || status === "no-answer")
  }

  /** The caller has never lost the line: the network still has the call they made. */
  async holdsTheLine(): Promise<void> {
    expect((await this.#control.view(this.#sid)).status).toBe("in-progress")
  }
}

function joinOf({ moments }: CallView): CallView["moments"][number] | undefined {
  return moments.find(({ what }) => what === "conference-join")
}
