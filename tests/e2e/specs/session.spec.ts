import { createClient } from "@supabase/supabase-js"
import { expect, test } from "../fixtures/test.ts"

test("signing out of the app ends the phone too, and colleagues see it", async ({
  account,
  openAgent,
  database,
}) => {
  const leaving = account.member("first")
  const agent = await openAgent(leaving)
  const colleague = await openAgent(account.member("second"))
  await agent.startWork()
  await colleague.startWork()
  const row = await colleague.openTeam(leaving.name)
  await expect(row).toContainText("受付中")

  await agent.signOut()
  await expect(row).toContainText("オフライン")
  const { rows } = await database.query(
    "select from public.phone_sessions where member_id = $1 and ended_at is null",
    [leaving.id],
  )
  expect(rows).toEqual([])
  await agent.page.goBack()
  await expect(agent.page).toHaveURL(/\/sign-in/)
})

test("[B4] a forgotten app password is replaced by mail; the phone's password stays", async ({
  account,
  openAgent,
  product,
}) => {
  const person = account.member("first")
  const agent = await openAgent(person)
  const { page } = agent
  await page.goto("/sign-in")
  await page.getByRole("link", { name: "パスワードを忘れた" }).click()
  await expect(page.getByRole("heading", { name: "パスワードの再設定" })).toBeVisible()
  await page.getByLabel("メールアドレス").fill(person.email)
  await page.getByRole("button", { name: "リンクを送る" }).click()
  await expect(page.getByText("メールを確認してください")).toBeVisible()

  await page.goto(product.mailUrl)
  await page
    .getByRole("row")
    .filter({ hasText: person.email })
    .getByRole("link", { name: "パスワードの再設定" })
    .click()
  const link = page.getByRole("link", { name: /^http/ })
  // A mail scanner opens it first, and another browser: nothing is used up by a look.
  for (const _ of [1, 2])
    expect((await page.request.get((await link.getAttribute("href")) ?? "")).ok()).toBe(true)
  await link.click()
  await expect(page.getByText(`${person.email} のパスワードを再設定します。`)).toBeVisible()
  await page.getByRole("button", { name: "続ける" }).click()
  const next = "a-new-long-password"
  await page.getByLabel("新しいパスワード", { exact: true }).fill(next)
  await page.getByLabel("もう一度入力", { exact: true }).fill(next)
  await page.getByRole("button", { name: "パスワードを変更" }).click()
  await agent.signInPhone()
  await expect(page.getByRole("button", { name: "電話の状態：受付中" })).toBeVisible()

  await agent.signOut()
  await page.goto("/sign-in")
  await agent.fillSignIn(person.password)
  await expect(page.getByText("メールアドレスかパスワードが違います。")).toBeVisible()
  await agent.signIn(next)
})

test("a mailed link says whose session it would end, and one that names another account opens none", async ({
  account,
  openAgent,
  product,
}) => {
  const victim = account.member("first")
  const attacker = account.member("second")
  const agent = await openAgent(victim)
  const { page } = agent
  await agent.signInWithoutPhone()
  const { data } = await createClient(
    product.supabase.url,
    product.supabase.secretKey,
  ).auth.admin.generateLink({
    type: "recovery",
    email: attacker.email,
  })
  const token_hash = data.properties?.hashed_token ?? ""
  const open = (email: string) =>
    page.goto(`/auth/confirm?${new URLSearchParams({ type: "recovery", token_hash, email })}`)

  await open(attacker.email)
  await expect(page.getByRole("alert").filter({ hasText: victim.email })).toContainText(
    `続けると ${victim.email} はログアウトし、${attacker.email} としてログインします。`,
  )
  await open(victim.email)
  await expect(page.getByText(`${victim.email} のパスワードを再設定します。`)).toBeVisible()
  await page.getByRole("button", { name: "続ける" }).click()
  await expect(page.getByText("このリンクは使用済みか、有効期限が切れています。")).toBeVisible()
  await page.goto("/")
  await page.getByRole("button", { name: agent.words("shell.ownMenu") }).click()
  await expect(page.getByText(victim.email)).toBeVisible()
})
