import { test as base, expect } from "../fixtures/test.ts"
import type { AgentPage } from "../pages/agent-page.ts"
import { conversationOf } from "../support/conversation.ts"

const test = base.extend<{ reader: { agent: AgentPage; ticketNumber: number } }>({
  /** Someone before a ticket whose memo is theirs to record. */
  reader: async ({ account, openAgent, database }, use) => {
    const { ticketNumber } = await conversationOf(database, account, "first")
    const agent = await openAgent(account.member("first"))
    await agent.signInWithoutPhone()
    await agent.openTicket(ticketNumber)
    await expect(agent.recordButton).toBeVisible()
    await use({ agent, ticketNumber })
  },
})

test("[K9] what is typed while the palette is loading goes into it, and records no memo", async ({
  reader: { agent, ticketNumber },
}) => {
  const { page, words } = agent

  let load = () => {}
  const typed = new Promise<void>((resolve) => {
    load = resolve
  })
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await typed
    await route.continue()
  })
  await page.keyboard.press("Control+k")
  // On the page, E would record the memo.
  await page.keyboard.type(`e${ticketNumber}`)
  load()
  const field = page.getByRole("dialog", { name: words("shell.search.title") }).getByRole("combobox")
  await expect(field).toBeFocused()
  await expect(field).toHaveValue(`e${ticketNumber}`)

  await page.keyboard.press("Escape")
  await expect(field).toBeHidden()
  await expect(agent.recordButton).toBeVisible()
  await page.keyboard.press("e")
  await expect(page.getByText("記録しました。チケットは「対応完了」です")).toBeVisible()
})

test("[K9] a palette that cannot be loaded is said, costs nothing of the page, and can be opened later", async ({
  reader: { agent },
}) => {
  const { page, words } = agent

  const scripts = /\/_next\/static\/.*\.js/
  await page.route(scripts, (route) => route.abort())
  await page.keyboard.press("Control+k")
  await expect(page.getByText(words("common.notLoaded"))).toBeVisible()
  await expect(agent.recordButton).toBeVisible()
  await page.unroute(scripts)
  await page.keyboard.press("e")
  await expect(page.getByText("記録しました。チケットは「対応完了」です")).toBeVisible()
  await page.keyboard.press("Control+k")
  await expect(page.getByRole("dialog", { name: words("shell.search.title") })).toBeVisible()
})

test("[K9] Escape gives up a palette that is long in coming, and the page has its keys again", async ({
  reader: { agent },
}) => {
  const { page, words } = agent
  const scripts = /\/_next\/static\/.*\.js/
  await page.route(scripts, () => {})
  await page.keyboard.press("Control+k")
  await page.keyboard.press("Escape")
  await page.unroute(scripts)
  await expect(page.getByRole("dialog", { name: words("shell.search.title") })).toBeHidden()
  await page.keyboard.press("e")
  await expect(page.getByText("記録しました。チケットは「対応完了」です")).toBeVisible()
})

test("[K9] an input method's Escape closes nothing and throws nothing typed away", async ({
  reader: { agent },
}) => {
  const { page, words } = agent
  const escapes = [
    { key: "Escape", keyCode: 229, isComposing: true },
    // Safari's, after the composition.
    { key: "Escape", keyCode: 229, isComposing: false },
  ]
  const field = page.getByRole("dialog", { name: words("shell.search.title") }).getByRole("combobox")
  await page.keyboard.press("Control+k")
  await field.fill("みずの")
  for (const pressed of escapes)
    await field.dispatchEvent("keydown", { ...pressed, bubbles: true, cancelable: true })
  await expect(field).toHaveValue("みずの")
  await page.keyboard.press("Escape")
  await expect(field).toBeHidden()

  await page.getByRole("button", { name: words("ticket.editSubject") }).click()
  const subject = page.getByRole("textbox", { name: words("ticket.subjectOf") })
  await subject.fill("給湯器")
  for (const pressed of escapes)
    await subject.dispatchEvent("keydown", { ...pressed, bubbles: true, cancelable: true })
  await expect(subject).toHaveValue("給湯器")
  await page.keyboard.press("Escape")
  await expect(subject).toBeHidden()
})
