import { expect, test } from "../fixtures/test.ts"

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
