import { expect, type Page } from "@playwright/test"

/** The app password and the phone password of everybody in the demo account. */
export const demoPassword = "toritsugi-demo"
export const demoPhonePassword = "phone-demo"

/** Signs in with mail address and password and waits for the first inbox. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in")
  await page.getByLabel("メールアドレス").fill(email)
  await page.getByLabel("パスワード", { exact: true }).fill(password)
  await page.getByRole("button", { name: "ログイン", exact: true }).click()
  await expect(page).toHaveURL(/\/inboxes\/[^/]+\/\w+/)
}
