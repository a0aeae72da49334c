import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test"
import { levelsHeard, overhear } from "./tones.ts"

/** Someone who signs in to the app and to the phone. */
export interface Person {
  name: string
  email: string
  password: string
  phonePassword: string
}

/** What is louder than this is meant to be heard; a silent line stays below it by more than 20 dB. */
const AUDIBLE_DB = -60

/** One person's browser page, in their own words: what they see and what they do. */
export class AgentPage {
  readonly page: Page
  readonly person: Person
  readonly phone: Locator

  private constructor(page: Page, person: Person) {
    this.page = page
    this.person = person
    this.phone = page.getByRole("region", { name: /^ソフトフォン/ })
  }

  /** Opens a page of `context` for `person`; nobody is signed in yet. */
  static async open(context: BrowserContext, person: Person): Promise<AgentPage> {
    const page = await context.newPage()
    await overhear(page)
    return new AgentPage(page, person)
  }

  async signIn(): Promise<void> {
    await this.page.goto("/sign-in")
    await this.page.getByLabel("メールアドレス").fill(this.person.email)
    await this.page.getByLabel("パスワード", { exact: true }).fill(this.person.password)
    await this.page.getByRole("button", { name: "ログイン" }).click()
  }

  /** Fills in the dialog that opens by itself after signing in to the app (B1). */
  async signInPhone(): Promise<void> {
    const dialog = this.page.getByRole("dialog", { name: "電話にサインイン" })
    await dialog.getByLabel("電話用パスワード").fill(this.person.phonePassword)
    await dialog.getByRole("button", { name: "サインイン" }).click()
    await expect(dialog).toBeHidden()
  }

  async becomeAvailable(): Promise<void> {
    await this.phone.getByRole("radio", { name: "受付中" }).click()
    await expect(this.phone.getByText("着信を受けられます")).toBeVisible()
  }

  async startWork(): Promise<void> {
    await this.signIn()
    await this.signInPhone()
    await this.becomeAvailable()
  }

  get answerButton(): Locator {
    return this.phone.getByRole("button", { name: "通話を受信" })
  }

  async answer(): Promise<void> {
    await this.answerButton.click()
    await expect(this.phone.getByRole("button", { name: "通話を終了" })).toBeVisible()
  }

  /** The editor of the person's own memo. */
  get memo(): Locator {
    return this.page.getByRole("region", { name: "通話メモ" })
  }

  /** The number beside a category of an inbox in the sidebar. */
  category(inbox: string, category: string): Locator {
    return this.page
      .getByRole("navigation")
      .getByRole("group", { name: inbox })
      .getByRole("link", { name: category })
  }

  /** Opens a category in the sidebar, having put the phone's own dialog away. */
  async goTo(inbox: string, category: string): Promise<void> {
    const dialog = this.page.getByRole("dialog", { name: "電話にサインイン" })
    await expect(dialog.or(this.category(inbox, category)).first()).toBeVisible()
    if (await dialog.isVisible()) await dialog.getByRole("button", { name: "あとで" }).click()
    await this.category(inbox, category).click()
    await expect(this.page.getByRole("heading", { name: category })).toBeVisible()
  }

  /** Keeps every message the page's sockets receive from the next connection on; the function returned gives them. */
  collectFrames(): () => string[] {
    const frames: string[] = []
    this.page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => frames.push(payload.toString()))
    })
    return () => frames
  }

  /** Waits until the person hears `hz`, and none of `others`. */
  async hears(hz: number, others: number[] = []): Promise<void> {
    await expect(async () => {
      const levels = await levelsHeard(this.page, [hz, ...others])
      expect(levels[hz]).toBeGreaterThan(AUDIBLE_DB)
      for (const other of others) expect(levels[other]).toBeLessThan(AUDIBLE_DB)
    }).toPass({ timeout: 10_000 })
  }
}
