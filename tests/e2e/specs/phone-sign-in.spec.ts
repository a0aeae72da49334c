import { createClient } from "@supabase/supabase-js"
import { expect, test } from "../fixtures/test.ts"
import { expectAccessible } from "../pages/accessible.ts"

test("[B1][B2] the phone's sign-in opens once after each sign-in to the app, and again from ログイン", async ({
  account,
  openAgent,
}) => {
  const agent = await openAgent(account.member("first"))
  const { page, phoneSignIn: dialog } = agent
  const openAgain = page.getByRole("banner").getByRole("button", { name: "ログイン" })
  await agent.signIn()
  await expect(dialog).toBeVisible()
  await dialog.getByRole("button", { name: "あとで" }).click()
  await expect(dialog).toBeHidden()

  await page.reload()
  await expect(openAgain).toBeVisible()
  // A dialog would cover what is pressed here.
  await agent.goTo(account.inbox().name, "対応完了")
  await expect(dialog).toBeHidden()

  await openAgain.click()
  await expect(dialog).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(dialog).toBeHidden()

  await agent.signOut()
  await agent.signIn()
  await expect(dialog).toBeVisible()
})

test("[A2] without the phone option there is no phone on the page, and nobody is asked to sign in to one", async ({
  makeAccount,
  openAgent,
}) => {
  const account = await makeAccount({ cloudPhone: false })
  const agent = await openAgent(account.member("first"))
  const { page } = agent
  await agent.signIn()
  // A dialog would cover what is pressed here.
  await agent.goTo(account.inbox().name, "対応完了")
  await agent.goTo(account.inbox().name, "未対応")
  await expect(agent.phoneSignIn).toBeHidden()
  await expect(agent.phone).toBeHidden()
  await expect(page.getByRole("banner").getByRole("button", { name: "ログイン" })).toBeHidden()
})

test("[B3] the phone's user name is the mail address and cannot be changed; success closes the dialog", async ({
  account,
  openAgent,
}) => {
  const { email, phonePassword } = account.member("first")
  const agent = await openAgent(account.member("first"))
  await agent.signIn()
  const userName = agent.phoneSignIn.getByLabel("ユーザー名")
  await expect(userName).toHaveValue(email)
  await expect(userName).not.toBeEditable()
  const password = agent.phoneSignIn.getByLabel("電話用パスワード", { exact: true })
  await expect(password).toBeFocused()
  await password.fill(phonePassword)
  await agent.phoneSignIn.getByRole("button", { name: "サインイン" }).click()
  await expect(agent.phoneSignIn).toBeHidden()
  await expect(agent.page.getByRole("button", { name: "電話の状態：受付中" })).toBeVisible()
})

test("[B4] neither password opens the other's door, and five failures lock the phone", async ({
  account,
  openAgent,
}) => {
  const person = account.member("first")
  const agent = await openAgent(person)
  await agent.page.goto("/sign-in")
  await agent.fillSignIn(person.phonePassword)
  await expect(agent.page.getByText("メールアドレスかパスワードが違います。")).toBeVisible()
  await agent.signIn()

  const dialog = agent.phoneSignIn
  for (const left of [4, 3, 2, 1]) {
    await agent.fillPhoneSignIn(person.password)
    await expect(dialog).toContainText(
      `電話用パスワードが違います。あと${left}回間違えると、しばらくサインインできなくなります。`,
    )
  }
  await agent.fillPhoneSignIn(person.password)
  await expect(dialog).toContainText(/間違いが続いたため、.+までサインインできません。/)
  await agent.fillPhoneSignIn(person.phonePassword)
  await expect(dialog).toContainText(/間違いが続いたため、.+までサインインできません。/)

  // The app is another matter: its own password goes on working.
  await agent.putPhoneOff()
  await agent.signOut()
  await agent.signIn()
})

test("[B4][B5][B8][A1] a phone password comes back by mail and by the owner, changes by its holder's hand, and is not asked for with single sign-on; the owner sets why one may be offline", async ({
  makeAccount,
  openAgent,
  product,
  database,
}) => {
  const inboxes = { 0: "operator" as const }
  const account = await makeAccount({ members: { owner: { role: "owner", inboxes }, first: { inboxes } } })
  const person = account.member("first")
  const [agent, owner] = [await openAgent(person), await openAgent(account.member("owner"))]
  const { page } = agent
  const status = page.getByRole("button", { name: "電話の状態：受付中" })
  const settings = (who: typeof agent) => who.page.getByRole("link", { name: "電話の設定" })

  // By mail, though it is locked; the app password goes on working.
  await agent.signIn()
  await expect(settings(agent)).toHaveCount(0)
  for (const _ of [1, 2, 3, 4, 5]) await agent.fillPhoneSignIn("not-the-password")
  await agent.phoneSignIn.getByRole("button", { name: "電話用パスワードを忘れた" }).click()
  await expect(agent.phoneSignIn).toContainText(`${person.email} に再設定のリンクを送りました。`)
  await page.goto(product.mailUrl)
  const mail = page.getByRole("row").filter({ hasText: person.email })
  await mail.getByRole("link", { name: "電話用パスワードの再設定" }).click()
  await page.getByRole("link", { name: /^http/ }).click()
  const fill = async (password: string, again = password) => {
    await page.getByLabel("新しい電話用パスワード", { exact: true }).fill(password)
    await page.getByLabel("もう一度入力", { exact: true }).fill(again)
    await page.getByRole("button", { name: "電話用パスワードを変更" }).click()
  }
  await fill("chosen-by-mail", "chosen-by-mistake")
  await expect(page.getByText("2つのパスワードが一致しません。")).toBeVisible()
  await fill("chosen-by-mail")
  await expect(page.getByText("電話用パスワードを変更しました。")).toBeVisible()
  const used = page.url()
  await page.goto(used)
  await fill("chosen-once-more")
  await expect(page.getByText("このリンクは使用済みか、有効期限が切れています。")).toBeVisible()
  await page.goto("/")
  await page.getByRole("banner").getByRole("button", { name: "ログイン" }).click()
  await agent.fillPhoneSignIn("chosen-by-mail")
  await expect(agent.phoneSignIn).toBeHidden()
  await status.click()

  // By their own hand.
  await page.getByText("電話用パスワードを変更", { exact: true }).click()
  await page.getByLabel("今の電話用パスワード", { exact: true }).fill("chosen-by-mail")
  await page.getByLabel("新しい電話用パスワード", { exact: true }).fill("chosen-by-hand")
  await page.getByLabel("もう一度入力", { exact: true }).fill("chosen-by-hand")
  await page.getByRole("button", { name: "変更", exact: true }).click()
  await expect(page.getByText("電話用パスワードを変更しました。")).toBeVisible()

  // By the owner, which ends the phone session in every browser.
  await owner.signInWithoutPhone()
  await settings(owner).click()
  await owner.page.getByRole("button", { name: `${person.name}さんの電話用パスワードを再発行` }).click()
  await owner.page.getByRole("button", { name: "再発行する" }).click()
  const reissued = await owner.page.getByLabel("新しい電話用パスワード").inputValue()
  await expect(status).toBeHidden()
  await page.getByRole("banner").getByRole("button", { name: "ログイン" }).click()
  await agent.fillPhoneSignIn("chosen-by-hand")
  await expect(agent.phoneSignIn).toContainText("電話用パスワードが違います。")
  await agent.fillPhoneSignIn(reissued)
  await expect(status).toBeVisible()

  // Without one.
  await owner.page.keyboard.press("Escape")
  const single = owner.page.getByRole("switch", { name: "ログインと同時に電話にもサインインする" })
  await single.check()
  await owner.page.reload()
  await expect(single).toBeChecked()
  await owner.page.getByLabel("新しい理由").fill("棚卸し")
  await owner.page.getByRole("button", { name: "追加" }).click()
  await expect(owner.page.getByRole("button", { name: "「棚卸し」を削除" })).toBeVisible()
  await agent.signOut()
  await agent.signIn()
  await expect(status).toBeVisible()
  await expect(agent.phoneSignIn).toBeHidden()

  // What they leave the desk for is theirs to say, in the owner's words.
  await expect(agent.phone).toContainText("席を離れるときは「オフライン」にしてください。")
  await agent.goOffline()
  const stocktaking = agent.phone.getByRole("radio", { name: "棚卸し" })
  await stocktaking.check()
  await page.reload()
  await expect(stocktaking).toBeChecked()

  // Out everywhere: in a browser that is not this one, too.
  const { url, publishableKey } = product.supabase
  await createClient(url, publishableKey).auth.signInWithPassword(person)
  const sessions = async () =>
    (await database.query("select from auth.sessions where user_id = $1", [person.userId])).rowCount
  expect(await sessions()).toBeGreaterThan(1)
  await page.getByRole("button", { name: agent.words("shell.ownMenu") }).click()
  await page.getByRole("menuitem", { name: "すべての端末からログアウト" }).click()
  await page.waitForURL(/\/sign-in/)
  expect(await sessions()).toBe(0)
})

test("[A13][K9] one click from the phone a test call tells whether this browser, microphone and network carry calls", async ({
  account,
  openAgent,
}) => {
  const agent = await openAgent(account.member("first"))
  const { page, phone, words } = agent
  await agent.startWork()
  await phone.getByRole("link", { name: words("phone.checks.environment") }).click()
  await expect(page.getByRole("heading", { name: words("environment.title") })).toBeVisible()
  await page.getByRole("button", { name: words("environment.preflight.run") }).click()
  const row = (name: string) => page.getByRole("listitem").filter({ hasText: name })
  await expect(page.getByText(words("environment.preflight.done"))).toBeVisible({ timeout: 40_000 })
  for (const verdict of [
    "browser_good",
    "microphone_good",
    "signalling_good",
    "media_good",
    "quality_good",
  ]) {
    await expect(page.getByText(words(`environment.preflight.verdicts.${verdict}`))).toBeVisible()
  }
  await row(words("environment.preflight.checks.speaker"))
    .getByRole("button", { name: words("environment.preflight.notHeard") })
    .click()
  await expect(page.getByText(words("environment.preflight.hints.speaker_silent"))).toBeVisible()
  await expectAccessible(page, "the preflight's verdicts", { colours: true })
  // The phone itself was not touched by it.
  await expect(phone.getByText(words("phone.idle.ready"))).toBeVisible()
})
