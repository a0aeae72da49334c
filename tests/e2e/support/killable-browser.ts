import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type BrowserContext, type BrowserServer, chromium } from "@playwright/test"
import { writeToneFile } from "../pages/tones.ts"
import { browserArguments } from "./browser-arguments.ts"
import { findChromium } from "./chromium.ts"

/** A Chromium of a test's own that can be killed with SIGKILL, as a browser that crashes. */
export class KillableBrowser {
  readonly context: BrowserContext
  readonly #server: BrowserServer
  readonly #folder: string

  private constructor(context: BrowserContext, server: BrowserServer, folder: string) {
    this.context = context
    this.#server = server
    this.#folder = folder
  }

  /** With a tone of `hz` as microphone; its pages are of the app at `baseURL`, in Japanese. */
  static async launch(baseURL: string, hz: number): Promise<KillableBrowser> {
    const folder = mkdtempSync(join(tmpdir(), "toritsugi-killable-"))
    const executablePath = findChromium()
    const server = await chromium.launchServer({
      args: browserArguments(writeToneFile(folder, hz)),
      ...(executablePath === undefined ? {} : { executablePath }),
    })
    const browser = await chromium.connect(server.wsEndpoint())
    const context = await browser.newContext({ baseURL, locale: "ja-JP", timezoneId: "Asia/Tokyo" })
    await context.addCookies([{ name: "locale", value: "ja", url: baseURL }])
    return new KillableBrowser(context, server, folder)
  }

  /** Kills it and every process of it; nothing in it has a chance to say anything. */
  async kill(): Promise<void> {
    await this.#server.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
