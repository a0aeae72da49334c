import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"

test("[J1][J2][K7] an unanswered call appears under 不在着信 on every entitled screen, and on no other", async ({
  makeAccount,
  openAgent,
  caller,
}) => {
  test.setTimeout(120_000)
  const account = await makeAccount({
    inboxes: ["お客様サポート", "修理受付"],
    members: {
      first: { name: "佐藤 美咲", inboxes: { 0: "operator" } },
      second: { name: "田中 翔太", inboxes: { 0: "assistant", 1: "assistant" } },
      outsider: { name: "渡辺 亮", inboxes: { 1: "admin" } },
    },
  })
  const people = await Promise.all(
    ["first", "second", "outsider"].map((key) => openAgent(account.member(key), { locale: "ja-JP" })),
  )
  const [first, second, outsider] = people
  if (!first || !second || !outsider) throw new Error("three people work here")
  const heard = outsider.collectFrames()
  for (const one of people) await one.signIn()
  await first.signInPhone()
  await first.becomeAvailable()
  await first.goTo("お客様サポート", "不在着信")
  await second.goTo("お客様サポート", "不在着信")
  await outsider.goTo("修理受付", "不在着信")

  const number = freeCustomerNumber()
  const shown = `${number.replace("+81", "0").slice(0, 3)}-${number.slice(5, 9)}-${number.slice(9)}`
  const customer = await ScriptedCaller.call(caller, number, account.inbox(0).number)
  await expect(first.answerButton).toBeVisible()
  await customer.hangUp()
  await expect(first.answerButton).toBeHidden()

  for (const one of [first, second]) {
    await expect(one.page.getByText(shown).first()).toBeVisible()
    await expect(one.category("お客様サポート", "不在着信")).toContainText("1")
  }
  await expect(outsider.page.getByText("お客様サポート")).toHaveCount(0)
  await expect(outsider.page.getByText(shown)).toHaveCount(0)
  expect(heard().filter((frame) => frame.includes(account.inbox(0).id) || frame.includes(number))).toEqual([])
})
