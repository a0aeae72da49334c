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

test("[E4][E8][K2] neither a page that fails nor the phone's own look ends a call, and the next one is taken", async ({
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
  await customer.hears(hz)
  await page
    .getByRole("main")
    .getByRole("button", { name: words("failed.retry") })
    .click()
  await expect(customerPanel).toBeVisible()

  // The phone's own look cannot be drawn any more.
  await page.evaluate(() => {
    const set = Element.prototype.setAttribute
    Element.prototype.setAttribute = function (name, value) {
      if (name === "data-slot" && value === "softphone") throw new Error("cannot be drawn")
      set.call(this, name, value)
    }
    window.drawAgain = () => {
      Element.prototype.setAttribute = set
    }
    document.querySelector("[data-slot=softphone] button[aria-pressed] svg")?.remove()
  })
  await phone.getByRole("button", { name: words("phone.talking.mute"), exact: true }).click()
  const plain = page.getByRole("region", { name: words("failed.phone.label"), exact: true })
  await plain.getByRole("button", { name: words("failed.phone.unmute") }).click()
  await customer.hears(hz)
  await page.evaluate(() => window.drawAgain())
  // It is tried again by itself as well.
  await expect(agent.hangUpButton).toBeVisible()
  await customer.hears(hz)
  await agent.hangUpButton.click()
  await customer.isOver()
  await phone.getByRole("button", { name: words("phone.afterCall.finish") }).click()
  await expect(phone.getByText(words("phone.idle.ready"))).toBeVisible()

  const next = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await agent.answer()
  await next.hears(hz)
})

declare global {
  interface Window {
    drawAgain(): void
  }
}
