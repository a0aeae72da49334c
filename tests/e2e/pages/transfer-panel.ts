import { expect, type Locator } from "@playwright/test"
import type { AgentPage } from "./agent-page.ts"

/** The softphone of somebody who talks: hold, mute, keys, recording, and whom they bring in or hand over to. */
export class TransferPanel {
  readonly #agent: AgentPage
  readonly #phone: Locator

  constructor(agent: AgentPage) {
    this.#agent = agent
    this.#phone = agent.phone
  }

  /** Puts the customer on hold, and waits until the phone says that they are. */
  async hold(): Promise<void> {
    await this.#button("transfer.hold").click()
    await expect(this.#button("transfer.release")).toBeVisible()
  }

  async endHold(): Promise<void> {
    await this.#button("transfer.release").click()
    await expect(this.#button("transfer.release")).toBeHidden()
  }

  /** Mutes the own microphone, or lets it be heard again. */
  async toggleMute(): Promise<void> {
    await this.#phone
      .getByRole("button", {
        name: new RegExp(`^(${this.#word("phone.talking.mute")}|${this.#word("phone.talking.muted")})$`),
      })
      .click()
  }

  async pauseRecording(): Promise<void> {
    await this.#button("transfer.pause").click()
    await expect(this.#phone.getByText(this.#word("phone.talking.recordingPaused"))).toBeVisible()
  }

  async resumeRecording(): Promise<void> {
    await this.#button("transfer.resumeRecording").click()
    await expect(this.#phone.getByText(this.#word("phone.talking.recording"))).toBeVisible()
  }

  /** Presses one key after another on the keypad, and closes it. */
  async press(keys: string): Promise<void> {
    await this.#button("phone.talking.keypad").click()
    for (const key of keys) await this.#phone.getByRole("button", { name: key, exact: true }).click()
    await this.#button("phone.talking.closeKeypad").click()
  }

  /** Opens 「クイック接続」; returns the lines of the colleagues in it. */
  async openQuickConnect(): Promise<Locator> {
    await this.#button("transfer.title").click()
    const region = this.#phone.getByRole("region", { name: this.#word("transfer.title") })
    await expect(region).toBeVisible()
    return region.getByRole("listitem")
  }

  /** Calls a colleague while the customer waits. */
  async consult(name: string): Promise<void> {
    await this.#ask("transfer.callName", name)
  }

  /** Hands the customer over to a colleague without a word. */
  async handOver(name: string): Promise<void> {
    await this.#ask("transfer.handOverName", name)
  }

  /** Calls a telephone, typed as it is, while the customer waits. */
  async consultOutside(typed: string): Promise<void> {
    await this.openQuickConnect()
    await this.#phone.getByRole("radio", { name: this.#word("transfer.kinds.outside"), exact: true }).check()
    await this.#phone.getByLabel(this.#word("transfer.number")).fill(typed)
    await this.#button("transfer.call").click()
  }

  /** Calls whom one is calling no longer (F4). */
  async cancel(): Promise<void> {
    await this.#button("transfer.cancel").click()
  }

  /** Presses a button of a colleague's line in 「クイック接続」. */
  async #ask(key: string, name: string): Promise<void> {
    const line = (await this.openQuickConnect()).filter({ hasText: name })
    await line.getByRole("button", { name: this.#word(key).replace("{name}", name), exact: true }).click()
  }

  #button(key: string): Locator {
    return this.#phone.getByRole("button", { name: this.#word(key), exact: true })
  }

  #word(key: string): string {
    return this.#agent.words(key)
  }
}
