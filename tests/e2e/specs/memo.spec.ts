import { expect, test } from "../fixtures/test.ts"
import { AgentPage } from "../pages/agent-page.ts"
import { conversationOf } from "../support/conversation.ts"

const subject = "給湯器のお湯が出ない"
const body = "リモコンにエラー111が点滅。明日午前の訪問を希望。"

test("[H1] text typed without a connection survives the loss of the tab, is saved afterwards, and can be labelled", async ({
  account,
  openContext,
  database,
}) => {
  const conversation = await conversationOf(database, account, "first")
  await database.query("insert into public.labels (account_id, inbox_id, name) values ($1, $2, '至急')", [
    account.id,
    account.inbox().id,
  ])
  const context = await openContext()
  const before = await AgentPage.open(context, account.member("first"))
  await before.signInWithoutPhone()
  await before.openTicket(conversation.ticketNumber)
  await before.memoSubject.fill(subject)
  await expect(before.memo.getByText(/に下書きを保存$/)).toBeVisible()
  await context.setOffline(true)
  await before.memoBody.fill(body)
  await before.page.close()
  await context.setOffline(false)

  const after = await AgentPage.open(context, account.member("first"))
  await after.openTicket(conversation.ticketNumber)
  await expect(after.memoSubject).toHaveValue(subject)
  await expect(after.memoBody).toHaveValue(body)
  await expect.poll(async () => (await memoText(conversation.messageId)).body).toBe(body)

  await after.memo.getByRole("button", { name: "ラベル", exact: true }).click()
  await after.page.getByRole("checkbox", { name: "至急" }).click()
  await expect(after.memo.getByText("至急")).toBeVisible()

  async function memoText(messageId: string): Promise<{ subject: string; body: string }> {
    const { rows } = await database.query<{ subject: string; body: string }>(
      "select subject, body from public.call_memos where message_id = $1",
      [messageId],
    )
    const [row] = rows
    if (!row) throw new Error("there is no such memo")
    return row
  }
})

test("[H1] what somebody else saved meanwhile is never overwritten: both texts stand there, a person chooses", async ({
  account,
  openAgent,
  database,
}) => {
  const conversation = await conversationOf(database, account, "first")
  const [author, colleague] = [
    await openAgent(account.member("first")),
    await openAgent(account.member("second")),
  ]
  for (const one of [author, colleague]) {
    await one.signInWithoutPhone()
    await one.openTicket(conversation.ticketNumber)
  }
  await author.page.context().setOffline(true)
  await author.memoBody.fill("わたしの記録")

  await colleague.page.getByRole("button", { name: "このメモを書く" }).click()
  await colleague.memoBody.fill("同僚の記録")
  await expect(colleague.memo.getByText(/に下書きを保存$/)).toBeVisible()
  await author.page.context().setOffline(false)

  const conflict = author.memo.getByRole("alert").filter({ hasText: "先に保存しました" })
  await expect(conflict).toContainText(`同じメモを${colleague.person.name}が先に保存しました`)
  await expect(conflict).toContainText("わたしの記録")
  await expect(conflict).toContainText("同僚の記録")
  await expect(author.memoBody).toHaveValue("わたしの記録")
  await expect(colleague.memoBody).toHaveValue("同僚の記録")

  await conflict.getByRole("button", { name: "両方をつなげる" }).click()
  await expect(author.memoBody).toHaveValue("わたしの記録\n\n同僚の記録")
  await expect(conflict).toBeHidden()
  // The colleague has typed nothing since, so the joined text is theirs too.
  await expect(colleague.memoBody).toHaveValue("わたしの記録\n\n同僚の記録")
})

test("[H2][H3] ▼ records with each status, and the ticket is found under it", async ({
  account,
  openAgent,
  database,
}) => {
  const agent = await openAgent(account.member("first"))
  await agent.signInWithoutPhone()
  for (const status of ["未対応", "保留", "対応完了", "対応不要"]) {
    const { ticketNumber } = await conversationOf(database, account, "first")
    await agent.openTicket(ticketNumber)
    await agent.memoSubject.fill(`${status}のまま`)
    await agent.memo.getByRole("button", { name: "ほかの状態で記録" }).click()
    await agent.page.getByRole("menuitem", { name: status }).click()
    await expect(
      agent.page.getByText(`記録しました。チケットは「${status}」です`, { exact: true }),
    ).toBeVisible()
    await expect(agent.memo).toBeHidden()
    await agent.goTo(account.inbox().name, status)
    await expect(agent.listedTickets.filter({ hasText: `${status}のまま` })).toBeVisible()
  }
})

test("[H1][H2] an assistant writes and records their own memo, and is offered nothing else to change", async ({
  makeAccount,
  openAgent,
  database,
}) => {
  const account = await makeAccount({
    members: { assistant: { inboxes: { 0: "assistant" } }, operator: { inboxes: { 0: "operator" } } },
  })
  const own = await conversationOf(database, account, "assistant")
  const others = await conversationOf(database, account, "operator")
  const agent = await openAgent(account.member("assistant"))
  const { page } = agent
  const ticket = page.getByRole("region", { name: /^チケット \d+$/ })
  await agent.signInWithoutPhone()

  await agent.openTicket(others.ticketNumber)
  await expect(ticket.getByRole("article")).toContainText("記録前")
  await expect(agent.memo).toBeHidden()
  await expect(ticket.getByRole("button", { name: "このメモを書く" })).toHaveCount(0)

  await agent.openTicket(own.ticketNumber)
  await agent.memoSubject.fill(subject)
  await agent.memoBody.fill(body)
  await expect(ticket.getByRole("button", { name: "件名を変更" })).toHaveCount(0)
  await expect(ticket.getByRole("button", { name: "ラベルを追加" })).toHaveCount(0)
  await expect(ticket.getByRole("button", { name: /^状態/ })).toHaveCount(0)
  await agent.recordButton.click()
  await expect(page.getByText("記録しました。チケットは「対応完了」です")).toBeVisible()
  await expect(page.getByRole("button", { name: "元に戻す" })).toHaveCount(0)
  await expect(ticket.getByRole("article")).toContainText(body)
})
