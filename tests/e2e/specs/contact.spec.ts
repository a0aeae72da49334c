import { expect, test } from "../fixtures/test.ts"
import type { AgentPage } from "../pages/agent-page.ts"
import { conversationOf } from "../support/conversation.ts"

test("[H7] of two who edit one customer at a time nothing is lost: the later form takes in what the earlier saved, and shows where they differ", async ({
  account,
  openAgent,
  database,
}) => {
  const conversation = await conversationOf(database, account, "first")
  const [first, second] = [
    await openAgent(account.member("first")),
    await openAgent(account.member("second")),
  ] as const
  for (const agent of [first, second]) {
    await agent.signInWithoutPhone()
    await agent.openTicket(conversation.ticketNumber)
  }
  const contact = (agent: AgentPage) => agent.page.getByRole("region", { name: "関連するお客様情報" })
  const field = (agent: AgentPage, name: string) => contact(agent).getByLabel(name, { exact: true })
  const save = (agent: AgentPage) => contact(agent).getByRole("button", { name: "保存" }).click()
  const edit = (agent: AgentPage) => contact(agent).getByRole("button", { name: "連絡先を編集" }).click()

  await contact(first).getByRole("button", { name: "連絡先に登録" }).first().click()
  await field(first, "名前").fill("大野 薫")
  await save(first)
  await expect(contact(first).getByText("大野 薫")).toBeVisible()

  await second.page.reload()
  await edit(second)
  await field(second, "会社").fill("ひさご商店")
  await field(second, "メモ").fill("土曜は休み")
  await edit(first)
  await field(first, "住所").fill("京都市北区")
  await field(first, "メモ").fill("日曜は休み")
  await save(first)
  await expect(contact(first).getByText("京都市北区")).toBeVisible()

  await save(second)
  await expect(contact(second).getByText(/他の人がこのお客様の情報を変更しました/)).toBeVisible()
  await expect(field(second, "住所")).toHaveValue("京都市北区")
  await expect(field(second, "会社")).toHaveValue("ひさご商店")
  await expect(field(second, "メモ")).toHaveValue("土曜は休み")
  await expect(contact(second).getByText("他の人の入力：日曜は休み")).toBeVisible()
  await save(second)
  for (const text of ["ひさご商店", "京都市北区", "土曜は休み"]) {
    await expect(contact(second).getByText(text)).toBeVisible()
  }
})
