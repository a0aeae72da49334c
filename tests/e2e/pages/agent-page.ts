import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test"
import { levelsHeard, listenOnPage, overhear } from "./tones.ts"
import { type Language, type Words, wordsOf } from "./words.ts"

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
  readonly words: Words
  /** The softphone, floating or as a bar. */
  readonly phone: Locator
  /** The dialog that signs in to the phone. */
  readonly phoneSignIn: Locator

  private constructor(page: Page, person: Person, words: Words) {
    this.page = page
    this.person = person
    this.words = words
    const [panel = ""] = words("phone.panel").split("{state}")
    this.phone = page.getByRole("region", { name: new RegExp(`^${panel}`) })
    this.phoneSignIn = page.getByRole("dialog", { name: words("phone.signIn.title") })
  }

  /** Opens a page of `context` for `person`; nobody is signed in yet. */
  static async open(context: BrowserContext, person: Person, language: Language = "ja"): Promise<AgentPage> {
    const page = await context.newPage()
    await overhear(page)
    return new AgentPage(page, person, wordsOf(language))
  }

  /** Signs in to the app and waits for the first inbox. */
  async signIn(password = this.person.password): Promise<void> {
    await this.page.goto("/sign-in")
    await this.fillSignIn(password)
    await this.page.waitForURL(/\/inboxes\/[^/]+\/\w+/)
  }

  /** Fills in the sign-in page and sends it. */
  async fillSignIn(password = this.person.password): Promise<void> {
    const { page, words } = this
    await page.getByLabel(words("auth.signIn.email")).fill(this.person.email)
    await page.getByLabel(words("auth.signIn.password"), { exact: true }).fill(password)
    await page.getByRole("button", { name: words("auth.signIn.submit"), exact: true }).click()
  }

  /** Fills in the dialog that opens by itself after signing in to the app (B1), and waits until it closes. */
  async signInPhone(): Promise<void> {
    await this.fillPhoneSignIn(this.person.phonePassword)
    await expect(this.phoneSignIn).toBeHidden()
  }

  /** Fills in the phone's dialog and sends it. */
  async fillPhoneSignIn(password: string): Promise<void> {
    await this.phoneSignIn.getByLabel(this.words("phone.signIn.password"), { exact: true }).fill(password)
    await this.phoneSignIn.getByRole("button", { name: this.words("phone.signIn.submit") }).click()
  }

  /** Puts away the phone's dialog that opens by itself after signing in to the app. */
  async putPhoneOff(): Promise<void> {
    await this.phoneSignIn.getByRole("button", { name: this.words("phone.signIn.later") }).click()
    await expect(this.phoneSignIn).toBeHidden()
  }

  /** Signs in to the app, and not to the phone. */
  async signInWithoutPhone(): Promise<void> {
    await this.signIn()
    await this.putPhoneOff()
  }

  /** Signs out of the app from the own menu. */
  async signOut(): Promise<void> {
    await this.page.getByRole("button", { name: this.words("shell.ownMenu") }).click()
    await this.page.getByRole("menuitem", { name: this.words("shell.signOut"), exact: true }).click()
    await this.page.waitForURL(/\/sign-in/)
  }

  /** Signs in to app and phone, and waits until a call could be taken. */
  async startWork(): Promise<void> {
    await this.signIn()
    await this.signInPhone()
    await this.becomeAvailable()
  }

  /** Chooses 「受付中」 on the phone, and waits until a call could be taken. */
  async becomeAvailable(): Promise<void> {
    await this.choose("available")
    await expect(this.phone.getByText(this.words("phone.idle.ready"))).toBeVisible()
  }

  async goOffline(): Promise<void> {
    await this.choose("offline")
    await expect(this.phone.getByText(this.words("phone.idle.offline"))).toBeVisible()
  }

  /** Chooses a status. The page shows it at once, but calls go by what the database knows: that is waited for. */
  private async choose(status: "available" | "offline"): Promise<void> {
    const radio = this.phone.getByRole("radio", { name: this.words(`phone.status.${status}`), exact: true })
    if (await radio.isChecked()) return
    const isKept = this.page.waitForResponse("**/rpc/set_agent_status")
    await radio.check()
    await isKept
  }

  /** Opens the list of colleagues behind the own status; returns the line of one of them. */
  async openTeam(name: string): Promise<Locator> {
    const [label = ""] = this.words("phone.status.open").split("{status}")
    await this.page.getByRole("button", { name: new RegExp(`^${label}`) }).click()
    return this.page
      .getByRole("dialog", { name: this.words("phone.status.label") })
      .getByRole("listitem")
      .filter({ hasText: name })
  }

  /** 「電話をかける」, opened from wherever. */
  get dialWindow(): Locator {
    return this.page.getByRole("dialog", { name: this.words("dial.title") })
  }

  get dialField(): Locator {
    return this.dialWindow.getByLabel(this.words("dial.number"), { exact: true })
  }

  get answerButton(): Locator {
    return this.phone.getByRole("button", { name: this.words("phone.ringing.answer") })
  }

  get hangUpButton(): Locator {
    return this.phone.getByRole("button", { name: this.words("phone.talking.hangUp") })
  }

  /** 「通話に戻る」, of a call that has lost its audio. */
  get returnButton(): Locator {
    return this.phone.getByRole("button", { name: this.words("phone.interrupted.return") })
  }

  async answer(): Promise<void> {
    await this.answerButton.click()
    await expect(this.hangUpButton).toBeVisible()
  }

  /** The editor of a memo. */
  get memo(): Locator {
    return this.page.getByRole("region", { name: this.words("ticket.memo.title"), exact: true })
  }

  get memoSubject(): Locator {
    return this.memo.getByLabel(this.words("ticket.memo.subject"))
  }

  get memoBody(): Locator {
    return this.memo.getByLabel(this.words("ticket.memo.body"))
  }

  get recordButton(): Locator {
    return this.memo.getByRole("button", { name: this.words("ticket.memo.record"), exact: true })
  }

  /** The link to a category of an inbox in the sidebar, with its number. */
  category(inbox: string, category: string): Locator {
    return this.page
      .getByRole("navigation")
      .getByRole("list", { name: inbox, exact: true })
      .getByRole("link", { name: new RegExp(`^${category}`) })
  }

  /** Opens a category in the sidebar. */
  async goTo(inbox: string, category: string): Promise<void> {
    await this.category(inbox, category).click()
    await expect(
      this.page.getByRole("main").getByRole("heading", { name: category, exact: true }),
    ).toBeVisible()
  }

  /** The rows of the list of tickets that is open. */
  get listedTickets(): Locator {
    const name = new RegExp(`^${this.words("inbox.listOf").replace("{category}", ".+")}$`)
    return this.page.getByRole("region", { name }).getByRole("link")
  }

  /** The callers of the list of missed calls or voicemails that is open. */
  get listedCallers(): Locator {
    return this.page.getByRole("main").getByRole("row").getByRole("link")
  }

  /** Opens a ticket by its number. */
  async openTicket(number: number): Promise<void> {
    await this.page.goto(`/tickets/${number}`)
    await this.page.waitForURL(new RegExp(`/inboxes/[^/]+/\\w+/${number}$`))
  }

  /** Waits until the person hears `hz`, and none of `others`. */
  async hears(hz: number, others: number[] = []): Promise<void> {
    await expect(async () => {
      const levels = await levelsHeard(this.page, [hz, ...others])
      expect(levels[hz]).toBeGreaterThan(AUDIBLE_DB)
      for (const other of others) expect(levels[other]).toBeLessThan(AUDIBLE_DB)
    }).toPass({ timeout: 10_000 })
  }

  /** When the newest call's audio connection stood, in ms since 1970. Throws when it never did. */
  async connectedAt(): Promise<number> {
    const at = await this.page.evaluate(() => window.peerConnections.at(-1)?.connectedAt)
    if (at === undefined) throw new Error("no connection ever stood")
    return at
  }

  /** Listens for each of `tones` (Hz) from now on, also in calls to come. */
  listen(...tones: number[]) {
    return listenOnPage(this.page, tones, AUDIBLE_DB)
  }
}
