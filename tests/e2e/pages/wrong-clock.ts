import type { Page } from "@playwright/test"

/** Sets the machine's clock wrong by `ms` for this page: its date, while timers run as ever. Call before `goto`. */
export async function setClockWrong(page: Page, ms: number): Promise<void> {
  await page.addInitScript((by) => {
    const True = Date
    globalThis.Date = class extends True {
      constructor(...given: [] | [string | number]) {
        if (given.length === 0) super(True.now() + by)
        else super(...(given as [string | number]))
      }
      static override now() {
        return True.now() + by
      }
    } as DateConstructor
  }, ms)
}
