import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"

test("[D1][D2] the recording plays for those who see the memo, is refused to everybody else, and an admin deletes it", async ({
  makeAccount,
  openAgent,
  caller,
  database,
}) => {
  test.setTimeout(120_000)
  const account = await makeAccount({
    isRecorded: true,
    inboxes: ["お客様サポート", "修理受付"],
    members: {
      first: { name: "佐藤 美咲", inboxes: { 0: "admin" } },
      outsider: { name: "渡辺 亮", inboxes: { 1: "admin" } },
    },
  })
  const agent = await openAgent(account.member("first"))
  const outsider = await openAgent(account.member("outsider"))
  const asked: string[] = []
  agent.page.on("request", (request) => asked.push(new URL(request.url()).pathname))
  await agent.startWork()
  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await agent.answer()
  await expect(agent.phone.getByText("録音中")).toBeVisible()
  await customer.sing(1200, 10_000)
  await agent.hears(1200)
  // Long enough to be seen playing.
  await expect(agent.phone.getByRole("timer")).toHaveText(/^0:(0[6-9]|[1-5]\d)$/)
  await customer.hangUp()

  // It appears below the memo by itself, as soon as the audio has arrived.
  const player = agent.memo.getByRole("group", { name: "録音" })
  const position = player.getByRole("slider", { name: "再生位置" })
  await player.getByRole("button", { name: "再生", exact: true }).click()
  await expect(player.getByRole("button", { name: "一時停止" })).toBeVisible()
  await player.getByRole("button", { name: /^速度/ }).click()
  await agent.page.getByRole("menuitemradio", { name: "2×" }).click()
  await expect(player.getByRole("button", { name: /^速度/ })).toContainText("2×")
  await expect(position).not.toHaveAttribute("aria-valuetext", /^0:00/)

  const { rows } = await database.query<{ id: string }>(
    "select id from public.recordings where account_id = $1",
    [account.id],
  )
  const address = `/api/recordings/${rows[0]?.id}/audio`
  expect(asked).toContain(address)
  expect(asked.filter((path) => path.startsWith("/storage/"))).toEqual([])
  const allowed = await agent.page.request.get(address, { headers: { range: "bytes=0-43" } })
  expect(allowed.status()).toBe(206)
  expect((await allowed.body()).subarray(0, 4).toString()).toBe("RIFF")
  await outsider.signInWithoutPhone()
  expect((await outsider.page.request.get(address)).status()).toBe(404)

  const remove = agent.memo.getByRole("button", { name: "録音を削除" })
  await remove.press("Enter")
  const dialog = agent.page.getByRole("dialog", { name: "この録音を削除しますか" })
  await expect(dialog).toContainText("元に戻せません")
  await agent.page.keyboard.press("Escape")
  await expect(remove).toBeFocused()
  await remove.press("Enter")
  await dialog.getByRole("button", { name: "完全に削除" }).press("Enter")
  await expect(agent.memo.getByText("録音は削除されました")).toBeVisible({ timeout: 20_000 })
  await expect(agent.memo.getByText("佐藤 美咲が削除")).toBeVisible()
  expect((await agent.page.request.get(address)).status()).toBe(410)
})
