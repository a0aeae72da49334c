import { freeCustomerNumber } from "../../support/accounts.ts"
import { expect, test } from "../fixtures/test.ts"
import { ScriptedCaller } from "../pages/scripted-caller.ts"
import { shownMobile } from "../support/numbers.ts"

test("[K1][K5] the call log plays a call back step by step and says why it rang whom, to the people of its inbox alone", async ({
  makeAccount,
  openAgent,
  caller,
  database,
}) => {
  test.setTimeout(120_000)
  const account = await makeAccount({
    inboxes: ["お客様サポート", "修理受付"],
    members: {
      first: { name: "佐藤 美咲", inboxes: { 0: "operator" } },
      second: { name: "田中 翔太", inboxes: { 0: "assistant" } },
      outsider: { name: "渡辺 亮", inboxes: { 1: "admin" } },
    },
  })
  const agent = await openAgent(account.member("first"))
  const colleague = await openAgent(account.member("second"))
  const outsider = await openAgent(account.member("outsider"))
  await Promise.all([agent.startWork(), colleague.signInWithoutPhone(), outsider.signInWithoutPhone()])
  const number = freeCustomerNumber()
  const customer = await ScriptedCaller.call(caller, number, account.inbox().number)
  await agent.answer()
  // There once the talk has begun.
  await expect(agent.memo).toBeVisible()
  await customer.hangUp()
  await expect(agent.phone.getByText("後処理", { exact: true })).toBeVisible()
  // The list is as of its reading: until the customer's end is reported the call may have lost its agent alone.
  const isOver = async () => {
    const { rows } = await database.query<{ state: string }>(
      "select state from public.calls where account_id = $1",
      [account.id],
    )
    return rows.map(({ state }) => state)
  }
  await expect.poll(isOver).toEqual(["ended"])

  const { page } = colleague
  await page.getByRole("navigation").getByRole("link", { name: "通話履歴" }).click()
  const row = page.getByRole("row").filter({ hasText: shownMobile(number) })
  await expect(row).toContainText("応答")
  await expect(row).toContainText("佐藤 美咲")
  await page.getByLabel("結果", { exact: true }).selectOption("不在着信")
  await expect(page.getByText("条件に合う通話はありません")).toBeVisible()
  await expect(page).toHaveURL(/\?outcome=missed$/)
  await page.goBack()
  await row.getByRole("link").click()

  const events = page.getByRole("region", { name: "経過の再生" })
  const slider = page.getByRole("slider", { name: "経過の位置" })
  await expect(events.getByText("通話終了", { exact: true })).toBeVisible()
  await expect(events.getByText("終了", { exact: true })).toBeVisible()
  await slider.press("Home")
  await expect(events.getByText(/件中1件目$/)).toBeVisible()
  await expect(events.getByText("この時点までに呼び出された担当者はいません。")).toBeVisible()
  await slider.press("ArrowRight")
  await expect(events.getByText(/件中2件目$/)).toBeVisible()

  // Whoever was too slow on a busy machine is asked again; the last time they answered.
  await events
    .getByRole("button", { name: /佐藤 美咲を呼び出し$/ })
    .last()
    .press("Enter")
  const offer = events.getByRole("article", { name: "佐藤 美咲" }).first()
  await expect(offer).toContainText("画面へ連絡中")
  const weighed = offer.getByRole("listitem")
  await expect(weighed).toHaveText([/^田中 翔太電話にサインインしていない$/, /^佐藤 美咲選ばれた/])
  await events.getByRole("button", { name: /佐藤 美咲が応答$/ }).press("Enter")
  await expect(offer).toContainText("応答した")
  await events.getByRole("button", { name: "最後" }).click()
  await expect(slider).toHaveAttribute("aria-valuetext", /通話終了|録音/)

  const address = page.url()
  await outsider.page.getByRole("navigation").getByRole("link", { name: "通話履歴" }).click()
  await expect(outsider.page.getByText("この期間の通話はありません")).toBeVisible()
  await outsider.page.goto(address)
  await expect(outsider.page.getByRole("heading", { name: "見つかりません" })).toBeVisible()
  await expect(outsider.page.getByText(shownMobile(number))).toHaveCount(0)
})
