import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { watchRequests } from "../../pages/asked-for.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"
import { shownMobile } from "../../support/numbers.ts"

const tones = { first: 500, second: 800, customer: 1200 }
const offerSeconds = 6

test("[E2][E3][E4][K8] one agent rings, then the other; the second answers and both hear each other", async ({
  makeAccount,
  openAgent,
  caller,
}) => {
  test.setTimeout(120_000)
  const account = await makeAccount({ offerSeconds })
  const first = await openAgent(account.member("first"), { hz: tones.first })
  const second = await openAgent(account.member("second"), { hz: tones.second })
  // Whoever became available first has been idle longest.
  await first.startWork()
  await second.startWork()

  const number = freeCustomerNumber()
  const customer = await ScriptedCaller.call(caller, number, account.inbox().number)
  await expect(first.answerButton).toBeVisible()
  await expect(second.answerButton).toBeHidden()

  await expect(second.answerButton).toBeVisible({ timeout: offerSeconds * 1000 + 10_000 })
  await expect(first.answerButton).toBeHidden()

  await second.answer()
  await customer.sing(tones.customer, 60_000)
  await second.hears(tones.customer, [tones.first])
  await customer.hears(tones.second, [tones.first])
  await expect(first.answerButton).toBeHidden()

  await second.hangUpButton.click()
  await customer.isOver()
  await expect(second.phone.getByText("後処理", { exact: true })).toBeVisible()
})

test("[E4][E5][E6][H1][H2][K13] the memo opens with earlier exchanges, and 記録 leads to 対応完了; a colleague sees all of it and asks for nothing", async ({
  makeAccount,
  openAgent,
  caller,
  database,
}) => {
  test.setTimeout(120_000)
  const account = await makeAccount()
  const agent = await openAgent(account.member("first"))
  const watcher = await openAgent(account.member("second"))
  await Promise.all([agent.startWork(), watcher.signInWithoutPhone()])
  await expect(watcher.page.getByText(watcher.words("inbox.empty.open.title"))).toBeVisible()
  const asked = { agent: watchRequests(agent.page), watcher: watchRequests(watcher.page) }
  const number = freeCustomerNumber()

  const earlier = await ScriptedCaller.call(caller, number, account.inbox().number)
  await agent.answer()
  await expect(watcher.listedTickets).toHaveCount(1)
  await agent.memoSubject.fill("給湯器のお湯が出ない")
  await agent.memoBody.fill("リモコンにエラー111が点滅。折り返しを希望。")
  await earlier.hangUp()
  await agent.recordButton.click()
  await expect(agent.page.getByText("記録しました。チケットは「対応完了」です")).toBeVisible()
  await expect(watcher.listedTickets).toHaveCount(0)
  expect(asked.watcher).toEqual([])
  expect(asked.agent.length, asked.agent.join("\n")).toBeLessThanOrEqual(12)

  const again = await ScriptedCaller.call(caller, number, account.inbox().number)
  await expect(agent.answerButton).toBeVisible()
  const link = agent.phone.getByRole("link", { name: /^チケット #\d+ を開く$/ })
  const ticketNumber = /\d+/.exec(
    (await link.getAttribute("aria-label")) ?? (await link.textContent()) ?? "",
  )?.[0]
  await agent.answer()
  await expect(agent.page).toHaveURL(new RegExp(`/${ticketNumber}$`))
  await expect(agent.memoSubject).toHaveValue("")
  for (const fact of ["着信", shownMobile(number), shownMobile(account.inbox().number), agent.person.name])
    await expect(agent.memo.getByRole("definition").filter({ hasText: fact })).toBeVisible()
  await expect(agent.page.getByText("給湯器のお湯が出ない").first()).toBeVisible()
  await again.hangUp()
  await again.isOver()

  const { rows } = await database.query<{ number: string; status: string }>(
    "select number, status from public.tickets where account_id = $1 order by number",
    [account.id],
  )
  expect(rows).toHaveLength(2)
  expect(rows[0]?.status).toBe("done")
  expect(rows[1]?.number).toBe(ticketNumber)
})
