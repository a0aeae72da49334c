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
    await this.#button("phone.talking.hold").click()
    await this.isHeld()
  }

  /** Waits until the phone offers to end the hold. */
  async isHeld(): Promise<void> {
    await expect(this.#button("phone.talking.endHold")).toBeVisible()
  }

  async endHold(): Promise<void> {
    await this.#button("phone.talking.endHold").click()
    await expect(this.#button("phone.talking.endHold")).toBeHidden()
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
    await this.#button("phone.talking.pauseRecording").click()
    await expect(this.#phone.getByText(this.#word("phone.talking.recordingPaused"))).toBeVisible()
  }

  async resumeRecording(): Promise<void> {
    await this.#button("phone.talking.resumeRecording").click()
    await expect(this.#phone.getByText(this.#word("phone.talking.recording"))).toBeVisible()
  }

  /** Presses one key after another on the keypad, and closes it. */
  async press(keys: string): Promise<void> {
    await this.#button("phone.talking.keypad").click()
    for (const key of keys) await this.#phone.getByRole("button", { name: key, exact: true }).click()
    await this.#button("phone.talking.closeKeypad").click()
  }

  /** The line of a colleague in 「クイック接続」. */
  async colleague(name: string): Promise<Locator> {
    await this.#openQuickConnect("phone.quick.inside")
    return this.#phone.getByRole("listitem").filter({ hasText: name })
  }

  /** Calls a colleague while the customer waits. */
  async consult(name: string): Promise<void> {
    const line = await this.colleague(name)
    await line.getByRole("button", { name: this.#word("phone.quick.call") }).click()
  }

  /** Hands the customer over to a colleague without a word. */
  async handOver(name: string): Promise<void> {
    const line = await this.colleague(name)
    await line.getByRole("button", { name: this.#word("phone.quick.handOver") }).click()
  }

  /** Calls a telephone, typed as it is, while the customer waits. */
  async consultOutside(typed: string): Promise<void> {
    await this.#openQuickConnect("phone.quick.outside")
    await this.#phone.getByLabel(this.#word("phone.quick.number")).fill(typed)
    await this.#button("phone.quick.call").click()
  }

  /** Calls whom one is calling no longer (F4). */
  async cancel(): Promise<void> {
    await this.#button("phone.quick.cancel").click()
  }

  /** 「通話に戻る」, which somebody finds who was lost (K2). */
  get resumeButton(): Locator {
    return this.#button("phone.interrupted.return")
  }

  async #openQuickConnect(kind: string): Promise<void> {
    await this.#button("phone.quick.open").click()
    await this.#phone.getByRole("tab", { name: this.#word(kind) }).click()
  }

  #button(key: string): Locator {
    return this.#phone.getByRole("button", { name: this.#word(key), exact: true })
  }

  #word(key: string): string {
    return this.#agent.words(key)
  }
}
