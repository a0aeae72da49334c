import { expect, test } from "../fixtures/test.ts"
import { demoPerson } from "../pages/demo-people.ts"

test("somebody signed out is asked to sign in, whatever the address", async ({ page }) => {
  await page.goto("/tickets/1")
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByRole("heading", { name: "ログイン" })).toBeVisible()
})

test("a wrong password is refused in words and lets nobody in", async ({ openAgent }) => {
  const sato = demoPerson("sato")
  const agent = await openAgent(sato)
  const { page } = agent
  await page.goto("/sign-in")
  await agent.fillSignIn(sato.phonePassword)
  await expect(page.getByText("メールアドレスかパスワードが違います。")).toBeVisible()
  await expect(page).toHaveURL(/\/sign-in/)
})

test("an agent who signs in sees the tickets of the first inbox", async ({ openAgent }) => {
  const agent = await openAgent(demoPerson("sato"))
  await agent.signInWithoutPhone()
  await expect(agent.category("お客様サポート", "未対応")).toHaveAttribute("aria-current", "page")
  await expect(agent.listedTickets.first()).toBeVisible()
})
