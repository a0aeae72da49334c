import type { Locator } from "@playwright/test"
import { freeCustomerNumber } from "../../support/accounts.ts"
import { insertBulkTickets } from "../../support/bulk-tickets.ts"
import { expect, test } from "../fixtures/test.ts"
import { ScriptedCaller } from "../pages/scripted-caller.ts"
import { shownMobile } from "../support/numbers.ts"

/** Rows a window holds, with those beyond its edges. */
const mostRows = 40

test("[K9] a long list renders what is in sight, is walked by J and K, and keeps its place when a ticket comes and when one comes back", async ({
  makeAccount,
  openAgent,
  database,
  caller,
}) => {
  const account = await makeAccount({ hours: "closed", inboxes: ["お客様サポート"] })
  const client = await database.connect()
  await insertBulkTickets(client, account, { tickets: 120, open: 1, missed: 0 })
  client.release()
  const agent = await openAgent(account.member("first"))
  const { page, listedTickets } = agent
  const row = (number: number) => listedTickets.filter({ hasText: new RegExp(`Subject ${number}(?!\\d)`) })
  await agent.signInWithoutPhone()
  await expect(row(1)).toBeVisible()
  expect(await listedTickets.count()).toBeLessThan(mostRows)

  for (let pressed = 0; pressed < 40; pressed++) await page.keyboard.press("j")
  await expect(row(40)).toBeFocused()
  await expect(row(40)).toBeInViewport({ ratio: 1 })
  for (let pressed = 0; pressed < 20; pressed++) await page.keyboard.press("k")
  await expect(row(20)).toBeFocused()
  await expect(row(20)).toBeInViewport({ ratio: 1 })

  // Further pages are read on the way.
  await expect(async () => {
    await scrollTo(listedTickets, Number.MAX_SAFE_INTEGER)
    await expect(row(120)).toBeInViewport({ timeout: 500 })
  }).toPass()
  expect(await listedTickets.count()).toBeLessThan(mostRows)
  // From the open ticket on, of which there is none, the keys go to the first row: far away, and not rendered.
  await page.getByRole("main").click({ position: { x: 1, y: 1 } })
  await page.keyboard.press("j")
  await expect(row(1)).toBeFocused()
  await expect(row(1)).toBeInViewport({ ratio: 1 })

  await scrollTo(listedTickets, 4000)
  await expect(row(56)).toBeVisible()
  const before = await row(56).boundingBox()
  const number = freeCustomerNumber()
  await ScriptedCaller.call(caller, number, account.inbox().number)
  await expect(agent.category("お客様サポート", "未対応")).toContainText("121件")
  await expect(page.getByRole("listitem").filter({ hasText: /Subject 56(?!\d)/ })).toHaveAttribute(
    "aria-posinset",
    "57",
  )
  expect(await row(56).boundingBox()).toEqual(before)

  await agent.goTo("お客様サポート", "対応完了")
  await agent.goTo("お客様サポート", "未対応")
  await expect(row(56)).toBeVisible()
  expect(await row(56).boundingBox()).toEqual(before)
  await scrollTo(listedTickets, 0)
  await expect(listedTickets.filter({ hasText: shownMobile(number) })).toBeInViewport()
})

/** Scrolls the list to `top` pixels, or as far as it goes. */
async function scrollTo(rows: Locator, top: number): Promise<void> {
  await rows.first().evaluate((row, to) => row.closest("ul")?.parentElement?.scrollTo({ top: to }), top)
}
