import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"
import type { Browser, Page } from "@playwright/test"
import type { Application } from "./application.ts"

const require = createRequire(import.meta.url)
// The package exports no bundle by name; it lies two folders beside its entry.
const SDK = readFileSync(
  new URL("../dist/twilio.min.js", pathToFileURL(require.resolve("@twilio/voice-sdk"))),
)
const PAGE = readFileSync(new URL("sdk-page.html", import.meta.url))
const SOUND_NAMES = [
  "disconnect",
  "incoming",
  "outgoing",
  ..."0123456789sh".split("").map((key) => `dtmf${key}`),
]
const WAIT_MS = 10_000

/** An agent's page with nothing on it but the unmodified Voice SDK, served over plain http. */
export class SdkPage {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  /** Opens the page on the application's origin; its one signalling URL is mapped from wss to ws. */
  static async open(browser: Browser, app: Application, signalUrl: string): Promise<SdkPage> {
    app.serve("/agent", "text/html", PAGE)
    app.serve("/twilio.min.js", "text/javascript", SDK)
    app.serve("/silence.wav", "audio/wav", Buffer.alloc(0))
    const context = await browser.newContext({ permissions: ["microphone"] })
    const page = await context.newPage()
    await page.goto(`${app.url}/agent?signal=${encodeURIComponent(signalUrl)}`)
    return new SdkPage(page)
  }

  /** Creates the Device and registers; does not wait for the outcome. */
  async register(token: string, signalUrl: string): Promise<void> {
    const options = {
      chunderw: new URL(signalUrl).host,
      publishEvents: false,
      maxCallSignalingTimeoutMs: 30_000,
      logLevel: "error",
      sounds: Object.fromEntries(SOUND_NAMES.map((name) => [name, "/silence.wav"])),
    }
    await this.page.evaluate(([t, o]) => (window as never as SdkWindow).register(t, o), [
      token,
      options,
    ] as const)
  }

  /** Waits for the newest event of that name since the page was opened, at least the `nth`. */
  async event(name: string, nth = 1): Promise<SdkEvent> {
    const found = await this.page.waitForFunction(
      ([wanted, least]) => {
        const all = (window as never as SdkWindow).events.filter((each) => each.name === wanted)
        return all.length >= least ? all.at(-1) : null
      },
      [name, nth] as const,
      { timeout: WAIT_MS },
    )
    return (await found.jsonValue()) as SdkEvent
  }

  names(): Promise<string[]> {
    return this.page.evaluate(() => (window as never as SdkWindow).events.map((each) => each.name))
  }

  act(action: "accept" | "reject" | "disconnect" | "destroy"): Promise<void> {
    return this.page.evaluate((name) => (window as never as SdkWindow).act(name), action)
  }

  /** Loses the signalling connection, as a network does. */
  cutConnection(): Promise<void> {
    return this.page.evaluate(() => (window as never as SdkWindow).connection.close())
  }

  /** Loses the signalling connection and makes none, until `restoreConnection`. */
  async loseConnection(): Promise<void> {
    await this.page.evaluate(() => {
      const page = window as never as SdkWindow
      page.offline = true
      page.connection.close()
    })
  }

  async restoreConnection(): Promise<void> {
    await this.page.evaluate(() => {
      ;(window as never as SdkWindow).offline = false
    })
  }

  dial(params: Record<string, string>): Promise<void> {
    return this.page.evaluate((p) => (window as never as SdkWindow).dial(p), params)
  }

  press(digits: string): Promise<void> {
    return this.page.evaluate((keys) => (window as never as SdkWindow).press(keys), digits)
  }

  /** Gives the device a new access token. */
  renew(token: string): Promise<void> {
    return this.page.evaluate((renewed) => (window as never as SdkWindow).renew(renewed), token)
  }

  /** Waits until the strongest frequency heard is `hz`; 0 waits for silence. */
  async hears(hz: number): Promise<void> {
    await this.page.waitForFunction((wanted) => (window as never as SdkWindow).hears(wanted), hz, {
      timeout: WAIT_MS,
      polling: 50,
    })
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}

export interface SdkEvent {
  name: string
  callSid?: string
  code?: number
  /** The carrier's own code, where the SDK shows another. */
  original?: number
  parameters?: Record<string, string>
  custom?: Record<string, string>
}

interface SdkWindow {
  connection: WebSocket
  offline: boolean
  events: SdkEvent[]
  register(token: string, options: object): void
  act(name: string): void
  dial(params: Record<string, string>): Promise<void>
  press(digits: string): void
  renew(token: string): void
  hears(hz: number): boolean
}
