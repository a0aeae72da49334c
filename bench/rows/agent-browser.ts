import { type Browser, type BrowserContext, chromium } from "@playwright/test"
import { browserArguments } from "../../tests/e2e/support/browser-arguments.ts"
import { findChromium } from "../../tests/e2e/support/chromium.ts"

/** The Chromium the bench measures in. Throws when there is none. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  return chromium.launch({
    args: browserArguments(),
    // The bench stops everything in its own order.
    handleSIGINT: false,
    handleSIGTERM: false,
    ...(executablePath === undefined ? {} : { executablePath }),
  })
}

/** A context in which pages of the app ask for nothing and speak Japanese, as the page objects expect. */
export function openContext(browser: Browser, baseURL: string): Promise<BrowserContext> {
  return browser.newContext({
    baseURL,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    permissions: ["microphone"],
  })
}
