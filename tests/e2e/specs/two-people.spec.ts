import { freeCustomerNumber } from "../../support/accounts.ts"
import { expect, test } from "../fixtures/test.ts"
import { AgentPage } from "../pages/agent-page.ts"
import { ScriptedCaller } from "../pages/scripted-caller.ts"
import { conversationOf } from "../support/conversation.ts"

test("[H1] of two people in two tabs of one browser, the first tab stops and keeps what was typed; the second's phone takes the next call", async ({
  account,
  openContext,
  caller,
  database,
}) => {
  const conversation = await conversationOf(database, account, "first")
  const context = await openContext()
  const before = await AgentPage.open(context, account.member("first"))
  await before.signInWithoutPhone()
  await before.openTicket(conversation.ticketNumber)
  await before.memoBody.fill("佐藤が書いた")
  await expect(before.memo.getByText(/に下書きを保存$/)).toBeVisible()

  const after = await AgentPage.open(context, account.member("second"))
  await after.page.goto("/")
  await after.signOut()
  const ended = before.page.getByRole("alertdialog", { name: "もう一度ログインしてください" })
  await expect(ended).toBeVisible()
  // Nobody is signed in: what is typed now is nobody's to send, and stays.
  await before.memoBody.fill("佐藤が書いた、続き")
  await after.startWork()
  const stopped = before.page.getByRole("alertdialog", { name: "このタブを停止しました" })
  await expect(stopped).toContainText(`このタブは${before.person.name}さんの画面のため`)

  const line = account.inbox().number
  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), line)
  await after.answer()
  await customer.hangUp()
  await expect(after.hangUpButton).toBeHidden()
  expect(await memo()).toEqual({ body: "佐藤が書いた", saved_by: before.person.name })

  await stopped.getByLabel("パスワード", { exact: true }).fill(before.person.password)
  await stopped.getByRole("button", { name: "ログインして続ける" }).click()
  await expect(stopped).toBeHidden()
  await expect(before.memoBody).toHaveValue("佐藤が書いた、続き")
  await expect.poll(memo).toEqual({ body: "佐藤が書いた、続き", saved_by: before.person.name })
  await expect(after.page.getByRole("alertdialog", { name: "このタブを停止しました" })).toBeVisible()

  async function memo() {
    const { rows } = await database.query(
      `select c.body, m.name as saved_by from public.call_memos c left join public.members m on m.id = c.saved_by
       where c.message_id = $1`,
      [conversation.messageId],
    )
    return rows[0]
  }
})

test("[H1][B1] when the session ends while one types, one signs in again in place: the text is saved and the phone takes the next call", async ({
  account,
  openAgent,
  caller,
  database,
}) => {
  const conversation = await conversationOf(database, account, "first")
  const agent = await openAgent(account.member("first"))
  const { page, person } = agent
  await agent.startWork()
  await agent.openTicket(conversation.ticketNumber)
  await page.context().clearCookies({ name: /^sb-/ })
  await agent.memoBody.pressSequentially("給湯器の件")
  const ended = page.getByRole("alertdialog", { name: "もう一度ログインしてください" })
  await expect(ended).toBeVisible()
  await agent.memoBody.pressSequentially("、明日訪問")
  await expect(agent.memoBody).toHaveValue("給湯器の件、明日訪問")
  // Refused: nothing but the sign-in will have it sent again.
  await expect(agent.memo.getByRole("alert")).toContainText("もう一度ログインしてください")

  await ended.getByLabel("パスワード", { exact: true }).fill("not-my-password")
  await ended.getByRole("button", { name: "ログインして続ける" }).click()
  await expect(ended).toContainText("メールアドレスかパスワードが違います。")
  await ended.getByLabel("パスワード", { exact: true }).fill(person.password)
  await ended.getByRole("button", { name: "ログインして続ける" }).click()
  await expect(ended).toBeHidden()
  await expect
    .poll(async () => {
      const sql = "select body from public.call_memos where message_id = $1"
      return (await database.query(sql, [conversation.messageId])).rows[0]?.body
    })
    .toBe("給湯器の件、明日訪問")

  // The new sign-in is asked for its phone (B1), over a page that is as it was.
  await agent.signInPhone()
  await expect(agent.memoBody).toHaveValue("給湯器の件、明日訪問")
  await agent.becomeAvailable()
  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await agent.answer()
  await customer.hangUp()
  await expect(agent.hangUpButton).toBeHidden()
})
