import { expect } from "@playwright/test"
import type { CarrierControl } from "../../../local/carrier/control/client.ts"
import type { CallView, Step, Withheld } from "../../../local/carrier/control/types.ts"
import { freeCustomerNumber } from "../../support/accounts.ts"
import type { Listening, Look } from "../support/listening.ts"

/** Amplitude, as a share of full scale, from which on a tone is meant to be heard. */
const AUDIBLE = 0.02
const LISTEN_MS = 400

/** How long, in ms, each look at what the caller hears lasts in a `Listening`. */
const LOOK_MS = 100

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

  async hangUp(): Promise<void> {
    await this.#control.act(this.#sid, { hangup: true })
  }

  /** Speaks a tone of `hz` from now on, for `ms`. */
  async sing(hz: number, ms: number): Promise<void> {
    await this.#control.act(this.#sid, { tone: hz, ms })
  }

  /** Waits until the caller hears `hz`, and none of `others`. */
  async hears(hz: number, others: number[] = []): Promise<void> {
    await expect(async () => {
      const { amplitudes } = await this.#control.heard(this.#sid, LISTEN_MS, [hz, ...others])
      expect(amplitudes[hz]).toBeGreaterThan(AUDIBLE)
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

  /** Waits until the network says the call is over. */
  async isOver(): Promise<void> {
    await this.#control.waitFor(this.#sid, ({ status }) => status === "completed", 15_000)
  }
}

function joinOf({ moments }: CallView): CallView["moments"][number] | undefined {
  return moments.find(({ what }) => what === "conference-join")
}
