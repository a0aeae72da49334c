import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { AgentPage } from "../../pages/agent-page.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"
import { ringSounds, watchSounds } from "../../pages/sounds.ts"
import { TransferPanel } from "../../pages/transfer-panel.ts"
import { shownMobile } from "../../support/numbers.ts"

test("[K6] of two tabs one rings and both show the call; answering in the one ends the ring in both", async ({
  account,
  openContext,
  caller,
}) => {
  const context = await openContext()
  const [first, second] = [
    await AgentPage.open(context, account.member("first")),
    await AgentPage.open(context, account.member("first")),
  ]
  for (const { page } of [first, second]) await watchSounds(page)
  const { words } = first
  await first.startWork()
  await second.page.goto("/")
  await expect(second.phone.getByText(words("phone.idle.otherTab"))).toBeVisible()

  const number = freeCustomerNumber()
  const customer = await ScriptedCaller.call(caller, number, account.inbox().number)
  await expect(first.answerButton).toBeVisible()
  await expect(second.phone.getByText(words("phone.states.elsewhereRinging"))).toBeVisible()
  for (const { phone } of [first, second]) await expect(phone.getByText(shownMobile(number))).toBeVisible()
  await expect.poll(() => ringSounds(first.page)).toBe(true)
  expect(await ringSounds(second.page)).toBe(false)
  await expect(second.answerButton).toBeHidden()

  await first.answer()
  await expect(second.phone.getByText(words("phone.states.elsewhereTalking"))).toBeVisible()
  expect(await ringSounds(first.page)).toBe(false)

  await customer.hangUp()
  await expect(second.phone.getByText(words("phone.states.elsewhereTalking"))).toBeHidden()
})

test("[K6][F1] a call is held and left from any tab; when the tab that is the phone dies the next one is, and signing out in it signs out every tab", async ({
  account,
  openContext,
  caller,
}) => {
  const context = await openContext()
  const open = () => AgentPage.open(context, account.member("first"))
  const [first, second, third] = [await open(), await open(), await open()]
  const { words } = first
  await first.startWork()
  for (const { page, phone } of [second, third]) {
    await page.goto("/")
    await expect(phone.getByText(words("phone.idle.otherTab"))).toBeVisible()
  }

  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await first.answer()
  await new TransferPanel(second).hold()
  await expect(first.phone.getByText(words("phone.states.held"), { exact: true })).toBeVisible()
  await third.phone.getByRole("button", { name: words("transfer.release") }).click()
  await expect(first.phone.getByText(words("phone.states.talking"), { exact: true })).toBeVisible()
  await second.phone.getByRole("button", { name: words("phone.talking.hangUp") }).click()
  await customer.isOver()
  for (const { phone } of [first, second, third]) {
    await expect(phone.getByText(words("phone.afterCall.hint"))).toBeVisible()
  }
  await second.phone.getByRole("button", { name: words("phone.afterCall.finish") }).click()
  await expect(first.phone.getByText(words("phone.idle.ready"))).toBeVisible()

  await first.page.close()
  await expect(second.phone.getByText(words("phone.idle.ready"))).toBeVisible()
  await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await expect(second.answerButton).toBeVisible()
  await expect(third.phone.getByText(words("phone.states.elsewhereRinging"))).toBeVisible()

  const [label = ""] = words("phone.status.open").split("{status}")
  await third.page.getByRole("button", { name: new RegExp(`^${label}`) }).click()
  await third.page.getByRole("button", { name: words("phone.status.signOut"), exact: true }).click()
  for (const { page } of [second, third]) {
    await expect(page.getByRole("button", { name: words("phone.status.signIn") })).toBeVisible()
  }
  await expect(second.answerButton).toBeHidden()
})
