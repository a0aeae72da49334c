import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { prepareHiding } from "../../pages/hidden-tab.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"
import { ringSounds, watchSounds } from "../../pages/sounds.ts"
import { shownMobile } from "../../support/numbers.ts"

test("[E1] a call to a hidden tab sounds and is told on the desktop and in the tab's title, with number, inbox and flow", async ({
  makeAccount,
  openAgent,
  caller,
}) => {
  const account = await makeAccount({ inboxes: ["お客様サポート"] })
  const agent = await openAgent(account.member("first"))
  const { page } = agent
  await prepareHiding(page)
  await watchSounds(page)
  await agent.startWork()
  const calm = await page.title()
  const notifications = () => page.evaluate(() => window.shownNotifications)
  await page.evaluate(() => window.hidePage(true))

  const number = freeCustomerNumber()
  const shown = shownMobile(number)
  const customer = await ScriptedCaller.call(caller, number, account.inbox().number)
  await expect(page).toHaveTitle(`☎ 着信 ${shown}`)
  await expect.poll(() => ringSounds(page)).toBe(true)
  await expect(page).toHaveTitle(calm)
  await expect(page).toHaveTitle(`☎ 着信 ${shown}`)
  expect(await notifications()).toEqual([
    { title: `着信：${shown}`, body: "お客様サポート・お客様サポート", isOpen: true },
  ])
  // The panel, for when the person comes back: number, contact, flow and inbox.
  for (const text of [shown, "連絡先に未登録", "お客様サポート"]) {
    await expect(agent.phone.getByText(text).first()).toBeVisible()
  }

  await customer.hangUp()
  await expect(agent.answerButton).toBeHidden()
  expect(await ringSounds(page)).toBe(false)
  await expect(page).toHaveTitle(calm)
  expect(await notifications()).toMatchObject([{ isOpen: false }])
})
