import type { Page } from "@playwright/test"
import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"
import { translate } from "../../pages/translator.ts"

const hz = 500

test("[E4][E8] a page that the browser translates keeps its call, shows what is, and takes the next one", async ({
  account,
  openAgent,
  caller,
}) => {
  const agent = await openAgent(account.member("first"), { hz })
  const { page, phone, words } = agent
  const thrown: Error[] = []
  page.on("pageerror", (error) => thrown.push(error))
  await agent.startWork()
  await translate(page)

  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await agent.answer()
  await expect(agent.memo).toBeVisible()
  const mute = phone.getByRole("button", { name: words("phone.talking.mute"), exact: true })
  const muted = phone.getByRole("button", { name: words("phone.talking.muted"), exact: true })
  await mute.click()
  await expect(muted).toHaveAttribute("aria-pressed", "true")
  await muted.click()
  await expect(mute).toHaveAttribute("aria-pressed", "false")
  await customer.hears(hz)

  await agent.goTo(account.inbox().name, words("common.category.done"))
  await agent.goTo(account.inbox().name, words("common.category.open"))
  await expect(phone.getByRole("timer")).toHaveText(/^\d:\d\d$/)
  await customer.hangUp()
  await expect(phone.getByText(words("phone.afterCall.hint"))).toBeVisible()
  await expect(phone.getByText(words("phone.states.talking"), { exact: true })).toBeHidden()
  await phone.getByRole("button", { name: words("phone.afterCall.finish") }).click()
  await expect(phone.getByText(words("phone.idle.ready"))).toBeVisible()

  const next = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await agent.answer()
  await next.hears(hz)
  expect(thrown).toEqual([])
})

test("[E4][E8][K2] no failure of the page, the phone's own look or the whole shell ends a call, and the next one is taken", async ({
  account,
  openAgent,
  caller,
}) => {
  const agent = await openAgent(account.member("first"), { hz })
  const { page, phone, words } = agent
  await agent.startWork()
  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await agent.answer()

  // Something takes an element away under React's hands: its removal throws in the page.
  const customerPanel = page.getByRole("region", { name: words("contact.title") })
  await customerPanel
    .getByRole("button", { name: words("contact.add") })
    .first()
    .click()
  const form = customerPanel.getByRole("form")
  await expect(form).toBeVisible()
  await form.evaluate((element) => element.replaceWith(...element.childNodes))
  await customerPanel.getByRole("textbox", { name: words("contact.form.name"), exact: true }).press("Escape")
  await expect(page.getByRole("heading", { name: words("failed.title") })).toBeVisible()
  await expect(agent.hangUpButton).toBeVisible()
  await customer.hears(hz)
  await page
    .getByRole("main")
    .getByRole("button", { name: words("failed.retry") })
    .click()
  await expect(customerPanel).toBeVisible()

  const mute = phone.getByRole("button", { name: words("phone.talking.mute"), exact: true })
  const plain = page.getByRole("region", { name: words("failed.phone.label"), exact: true })
  await failToDraw(page, ["softphone"])
  await mute.click()
  await plain.getByRole("button", { name: words("failed.phone.unmute") }).click()
  await customer.hears(hz)
  await page.evaluate(() => window.drawAgain())
  // It is tried again by itself as well.
  await expect(agent.hangUpButton).toBeVisible()
  await customer.hears(hz)

  // Nor can its plain buttons: the whole shell goes, and the call is kept below it until the shell is back.
  await failToDraw(page, ["softphone", "plain-phone"])
  await mute.click()
  await expect(page.getByRole("navigation")).toBeHidden()
  await plain.getByRole("button", { name: words("failed.phone.unmute") }).click()
  await page.evaluate(() => window.drawAgain())
  // At once, while what the old shell listened to is still joined: the new one must hear of the next call.
  await page
    .getByRole("main")
    .getByRole("button", { name: words("failed.retry") })
    .click()
  await expect(agent.hangUpButton).toBeVisible()
  await customer.hears(hz)
  await agent.hangUpButton.click()
  await customer.isOver()
  await phone.getByRole("button", { name: words("phone.afterCall.finish") }).click()
  await expect(phone.getByText(words("phone.idle.ready"))).toBeVisible()

  const next = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await agent.answer()
  await next.hears(hz)
  await expect(page.getByText(words("shell.stale"))).toBeHidden()
})

/** From now on nothing of these slots can be drawn in the shell, until `drawAgain`; the next press of mute draws anew. */
async function failToDraw(page: Page, failing: string[]): Promise<void> {
  await page.evaluate((slots) => {
    const set = Element.prototype.setAttribute
    Element.prototype.setAttribute = function (name, value) {
      const isFailing = name === "data-slot" && slots.includes(value)
      if (isFailing && document.querySelector("[data-slot=shell]")) throw new Error("cannot be drawn")
      set.call(this, name, value)
    }
    window.drawAgain = () => {
      Element.prototype.setAttribute = set
    }
    document.querySelector("[data-slot=softphone] button[aria-keyshortcuts=M] svg")?.remove()
  }, failing)
}

declare global {
  interface Window {
    drawAgain(): void
  }
}
