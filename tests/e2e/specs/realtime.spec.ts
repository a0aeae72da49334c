import { freeCustomerNumber } from "../../support/accounts.ts"
import { expect, test } from "../fixtures/test.ts"
import { CuttableSocket } from "../pages/cuttable-socket.ts"
import { ScriptedCaller } from "../pages/scripted-caller.ts"
import { shownMobile } from "../support/numbers.ts"

test("[K7] a view whose connection is cut says so, and catches up by itself with what it missed", async ({
  makeAccount,
  openAgent,
  caller,
}) => {
  const account = await makeAccount({ hours: "closed", inboxes: ["お客様サポート"] })
  const [cutOff, connected] = [
    await openAgent(account.member("first")),
    await openAgent(account.member("second")),
  ]
  const line = await CuttableSocket.realtimeOf(cutOff.page)
  for (const one of [cutOff, connected]) {
    await one.signInWithoutPhone()
    await one.goTo("お客様サポート", "不在着信")
  }
  const badge = cutOff.page.getByRole("banner").getByText("最新ではありません")
  await expect(badge).toBeHidden()
  // Gone with a reload, which nothing here may need.
  await cutOff.page.evaluate(() => document.body.setAttribute("data-since", "the beginning"))

  await line.cut()
  await expect(badge).toBeVisible()
  const number = freeCustomerNumber()
  await ScriptedCaller.call(caller, number, account.inbox().number)
  const row = { hasText: shownMobile(number) }
  await expect(connected.page.getByRole("row").filter(row)).toBeVisible({ timeout: 20_000 })
  await expect(cutOff.page.getByRole("row").filter(row)).toBeHidden()
  await expect(badge).toBeVisible()

  line.mend()
  await expect(cutOff.page.getByRole("row").filter(row)).toBeVisible({ timeout: 20_000 })
  await expect(cutOff.category("お客様サポート", "不在着信")).toContainText("1件")
  await expect(badge).toBeHidden()
  await expect(cutOff.page.locator("body")).toHaveAttribute("data-since", "the beginning")
})
