import { mkdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Locator, Page } from "@playwright/test"
import { expect, test } from "../fixtures/test.ts"
import type { AgentPage } from "../pages/agent-page.ts"
import { demoPerson } from "../pages/demo-people.ts"
import { ScriptedCaller } from "../pages/scripted-caller.ts"
import { TransferPanel } from "../pages/transfer-panel.ts"

const folder = fileURLToPath(new URL("../../../docs/screenshots/", import.meta.url))

/** 久保田 浩二 of 小料理ひさご, who has called the demo company before, and its main number. */
const customer = "+819012345678"
const company = "+81312345678"

test("the pictures show a conversation and the missed calls of the demo company, and the phone in each of its states", async ({
  openAgent,
  caller,
}) => {
  test.setTimeout(120_000)
  const agent = await openAgent(demoPerson("sato"))
  const { page } = agent
  await page.setViewportSize({ width: 1440, height: 900 })
  await agent.signInWithoutPhone()
  await agent.goTo("お客様サポート", "不在着信")
  await agent.listedCallers.first().click()
  await expect(page.getByRole("heading", { name: "呼び出しの経緯" })).toBeVisible()
  await picture(agent, "missed")

  await page.getByRole("banner").getByRole("button", { name: "ログイン" }).click()
  await agent.signInPhone()
  await agent.becomeAvailable()
  const kubota = await ScriptedCaller.call(caller, customer, company)
  await agent.answer()
  await expect(agent.memo.getByText("小料理ひさご")).toBeVisible()
  await agent.memoSubject.fill("給湯器のお湯が出ない")
  await agent.memoBody.fill(
    "リモコンにエラー111が点滅。昨夜からお湯が出ない。営業前の午前中に訪問を希望。\n折り返し先は携帯。",
  )
  await expect(agent.memo.getByText(/に下書きを保存$/)).toBeVisible()
  await picture(agent, "talking")
  const panel = new TransferPanel(agent)
  await panel.hold()
  await picture(agent, "hold")
  await panel.openQuickConnect()
  await picture(agent, "quick-connect")
  page.on("dialog", (question) => void question.accept())
  await page.reload()
  await expect(agent.returnButton).toBeVisible()
  await expect(agent.memo.getByText("小料理ひさご")).toBeVisible()
  await picture(agent, "interrupted")
  await agent.returnButton.click()
  await expect(agent.hangUpButton).toBeVisible()
  await kubota.hangUp()
  await agent.recordButton.click()
  await expect(page.getByText("記録しました。チケットは「対応完了」です")).toBeVisible()

  await page.goto("/gallery")
  const states = page.getByRole("region", { name: "PhonePanel", exact: true })
  await expect(states.getByRole("figure", { name: "elsewhere, talking" })).toBeVisible()
  await picture(agent, "phone", states)
})

/** Writes the picture where that is asked for; otherwise the page has been seen, which is all there is to prove. */
async function picture({ page }: AgentPage, name: string, part: Page | Locator = page): Promise<void> {
  // Nothing is pointed at, and no notice of a moment ago covers anything.
  await page.mouse.move(0, 0)
  await expect(page.getByRole("tooltip")).toHaveCount(0)
  if (process.env.UPDATE_SCREENSHOTS !== "1") return
  mkdirSync(folder, { recursive: true })
  await part.screenshot({ path: `${folder}${name}.png`, animations: "disabled", caret: "hide" })
}
