import { expect } from "@playwright/test"
import type { CarrierControl } from "../../../local/carrier/control/client.ts"
import type { Step, Withheld } from "../../../local/carrier/control/types.ts"
import { freeCustomerNumber } from "../../support/accounts.ts"

/** Amplitude, as a share of full scale, from which on a tone is meant to be heard. */
const AUDIBLE = 0.02
const LISTEN_MS = 400

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

  /** Waits until the network says the call is over. */
  async isOver(): Promise<void> {
    await this.#control.waitFor(this.#sid, ({ status }) => status === "completed", 15_000)
  }
}
