import { freeCustomerNumber } from "../../support/accounts.ts"
import { expect, test } from "../fixtures/test.ts"
import { Keyboard } from "../pages/keyboard.ts"
import { ScriptedCaller } from "../pages/scripted-caller.ts"

test("[K9] a whole call by keyboard alone: sign in, phone, status, answer with A, memo, 記録", async ({
  account,
  openAgent,
  caller,
  database,
}) => {
  test.setTimeout(120_000)
  const person = account.member("first")
  const agent = await openAgent(person)
  const { page } = agent
  const keyboard = new Keyboard(page)
  const customerNumber = freeCustomerNumber()

  await page.goto("/sign-in")
  await keyboard.walkTo(page.getByLabel("メールアドレス"))
  await keyboard.type(person.email)
  await keyboard.walkTo(page.getByLabel("パスワード", { exact: true }))
  await keyboard.type(person.password)
  await keyboard.press("Enter")

  await keyboard.walkTo(agent.phoneSignIn.getByLabel("電話用パスワード", { exact: true }))
  await keyboard.type(person.phonePassword)
  await keyboard.press("Enter")
  await expect(agent.phoneSignIn).toBeHidden()

  const status = page.getByRole("button", { name: /^電話の状態/ })
  await keyboard.walkTo(status)
  await keyboard.press("Enter")
  const menu = page.getByRole("dialog", { name: "受付状態" })
  await keyboard.walkTo(menu.getByRole("radio", { name: "受付中" }))
  await keyboard.press("ArrowRight")
  await expect(menu.getByRole("radio", { name: "オフライン" })).toBeChecked()
  await keyboard.seesFocus()
  await keyboard.press("ArrowLeft")
  await expect(menu.getByRole("radio", { name: "受付中" })).toBeChecked()
  await keyboard.press("Escape")
  await expect(menu).toBeHidden()
  await expect(status).toBeFocused()
  await expect(agent.phone.getByText("着信を受けられます")).toBeVisible()

  const customer = await ScriptedCaller.call(caller, customerNumber, account.inbox().number)
  await expect(agent.answerButton).toBeVisible()
  await expect(page.getByRole("alert").filter({ hasText: "A キーで受信します" })).toHaveCount(1)
  await keyboard.press("a")
  await expect(agent.hangUpButton).toBeVisible()
  // As soon as it is known who is in the call.
  await expect(agent.phone.getByRole("button", { name: "保留", exact: true })).toBeVisible()
  // Seen by those who look and by those who listen.
  await keyboard.press("h")
  await expect(page.getByText("保留にしました。お客様は保留音を聞いています。")).toHaveCount(1)
  await expect(agent.phone.getByText("保留中", { exact: true })).toBeVisible()
  await keyboard.press("h")
  await expect(agent.phone.getByText("通話中", { exact: true })).toBeVisible()
  await keyboard.press("t")
  const quickConnect = agent.phone.getByRole("region", { name: "クイック接続" })
  await expect(quickConnect).toBeFocused()
  await keyboard.press("Escape")
  await expect(quickConnect).toBeHidden()
  await expect(agent.phone.getByRole("button", { name: "クイック接続" })).toBeFocused()

  await keyboard.walkTo(agent.memoSubject)
  await keyboard.type("給湯器の点検")
  await keyboard.walkTo(agent.memoBody)
  await keyboard.type("来週の火曜日に伺う。")
  await keyboard.walkTo(agent.hangUpButton)
  await keyboard.press("Enter")
  await customer.isOver()

  await keyboard.walkTo(agent.recordButton)
  await keyboard.press("Enter")
  await expect(page.getByText("記録しました。チケットは「対応完了」です")).toBeVisible()
  const { rows } = await database.query(
    "select subject, body, recorded_at is not null as is_recorded from public.call_memos where account_id = $1",
    [account.id],
  )
  expect(rows).toEqual([{ subject: "給湯器の点検", body: "来週の火曜日に伺う。", is_recorded: true }])
})
