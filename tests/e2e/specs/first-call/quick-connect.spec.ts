import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"
import { TransferPanel } from "../../pages/transfer-panel.ts"

test("[F2][F3][F4][G5] a colleague is asked, taken back, declines, and comes; they see who asks and the memo; the customer is handed over", async ({
  account,
  openAgent,
  caller,
}) => {
  test.setTimeout(180_000)
  const first = await openAgent(account.member("first"))
  await first.startWork()
  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await first.answer()
  const second = await openAgent(account.member("second"))
  await second.startWork()
  const { words } = first
  const [asker, colleague] = [first.person.name, second.person.name]
  await first.memoSubject.fill("点検日の変更")
  await expect(first.memo.getByText(/に下書きを保存$/)).toBeVisible()

  // Taken back while it rings: the colleague's ring stops, and the customer still waits.
  const panel = new TransferPanel(first)
  const call = () => panel.consult(colleague)
  await call()
  await expect(second.answerButton).toBeVisible()
  await expect(
    second.phone.getByText(words("phone.ringing.consultedBy").replace("{name}", asker)),
  ).toBeVisible()
  await expect(second.phone.getByText("点検日の変更")).toBeVisible()
  await first.phone.getByRole("button", { name: words("transfer.cancel") }).click()
  await expect(second.answerButton).toBeHidden()
  await expect(first.phone.getByText(words("phone.states.held"), { exact: true })).toBeVisible()

  await call()
  await second.phone.getByRole("button", { name: words("phone.ringing.declineConsult") }).click()
  const person = words("transfer.person").replace("{name}", colleague)
  await expect(first.phone.getByText(words("transfer.gone.declined").replace("{name}", person))).toBeVisible()

  await call()
  await second.answer()
  await expect(first.phone.getByText(words("phone.states.consulting"), { exact: true })).toBeVisible()
  await expect(second.phone.getByText(words("phone.states.consulting"), { exact: true })).toBeVisible()
  await first.phone.getByRole("button", { name: words("transfer.release") }).click()
  await expect(second.phone.getByText(words("phone.states.threeWay"), { exact: true })).toBeVisible()
  await first.hangUpButton.click()
  await expect(second.phone.getByText(words("phone.states.talking"), { exact: true })).toBeVisible()
  await customer.sing(1200, 30_000)
  await second.hears(1200)
  await second.hangUpButton.click()
  await customer.isOver()
})
