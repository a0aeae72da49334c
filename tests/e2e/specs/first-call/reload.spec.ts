import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"

test("[A10][K2] leaving the page during a call asks first, and staying keeps the call; without a call it does not ask", async ({
  account,
  openAgent,
  caller,
}) => {
  test.setTimeout(120_000)
  const agent = await openAgent(account.member("first"), { hz: 500 })
  await agent.startWork()
  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await agent.answer()

  const question = agent.page.waitForEvent("dialog")
  await agent.page.close({ runBeforeUnload: true })
  const dialog = await question
  expect(dialog.type()).toBe("beforeunload")
  await dialog.dismiss()
  await customer.sing(1200, 120_000)
  await agent.hears(1200)
  await customer.hears(500)
  await agent.memoSubject.fill("点検日の変更")
  await expect(agent.memo.getByText(/に下書きを保存$/)).toBeVisible()

  // Reloaded all the same: the customer waits, nothing rings, and one press brings them back.
  const again = agent.page.waitForEvent("dialog")
  const reloaded = agent.page.reload()
  await (await again).accept()
  await reloaded
  await expect(agent.phone.getByText(agent.words("phone.interrupted.waits"))).toBeVisible()
  await expect(agent.answerButton).toBeHidden()
  await customer.hearsMusic([500])
  await agent.returnButton.click()
  await expect(agent.hangUpButton).toBeVisible()
  await customer.sing(1200, 30_000)
  await agent.hears(1200)
  await customer.hears(500)
  await customer.holdsTheLine()
  await expect(agent.memoSubject).toHaveValue("点検日の変更")

  await agent.hangUpButton.click()
  await customer.isOver()
  await expect(agent.phone.getByText("後処理", { exact: true })).toBeVisible()
  agent.page.on("dialog", (unasked) => {
    throw new Error(`asked about leaving without a call: ${unasked.type()}`)
  })
  const closed = agent.page.waitForEvent("close")
  await agent.page.close({ runBeforeUnload: true })
  await closed
})
