import type { Page } from "@playwright/test"
import { listenOnPage } from "../../tests/e2e/pages/tones.ts"

/** What is louder is heard; a silent line stays below it by more than 20 dB. */
const audibleDb = -60

/** Listens for `hz` on a page that is overheard, from now on, also in a connection to come. */
export async function listenFor(page: Page, hz: number): Promise<void> {
  await listenOnPage(page, [hz], audibleDb)
}

/** When the page that is listened to first heard `hz` after `since`; both in milliseconds since 1970, to within some 40 ms. */
export async function firstSound(page: Page, hz: number, since: number): Promise<number> {
  const at = await page.waitForFunction(
    ([tone, after]) => window.looks[tone]?.find((look) => look.isHeard && look.at >= after)?.at,
    [hz, since] as const,
  )
  return Number(await at.jsonValue())
}
