import { expect, test } from "../fixtures/test.ts"
import { demoPassword, signIn } from "../pages/sign-in-page.ts"

test("somebody signed out is asked to sign in, whatever the address", async ({ page }) => {
  await page.goto("/tickets/1")
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByRole("heading", { name: "ログイン" })).toBeVisible()
})

test("a wrong password is refused in words and lets nobody in", async ({ page }) => {
  await page.goto("/sign-in")
  await page.getByLabel("メールアドレス").fill("sato@toritsugi.example")
  await page.getByLabel("パスワード", { exact: true }).fill("phone-demo")
  await page.getByRole("button", { name: "ログイン", exact: true }).click()
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible()
  await expect(page).toHaveURL(/\/sign-in/)
})

test("an agent who signs in sees the tickets of the first inbox", async ({ page }) => {
  await signIn(page, "sato@toritsugi.example", demoPassword)
  await expect(page.getByRole("navigation").first()).toBeVisible()
  await expect(page.getByRole("main")).toContainText(/#\d+/)
})
