import { randomUUID } from "node:crypto"
import { freeCustomerNumber } from "../../support/accounts.ts"
import { expect, test } from "../fixtures/test.ts"
import { ScriptedCaller } from "../pages/scripted-caller.ts"
import { shownMobile } from "../support/numbers.ts"

/** The carrier plays 400 Hz for a telephone that rings (local/carrier/state/conference-audio.ts). */
const tones = { agent: 800, customer: 1250, ringback: 400 }

test("[C1][C2][C3][C4][C5][C6][J5] an agent dials by keyboard alone, both hear each other, and the memo says how it ended", async ({
  makeAccount,
  openAgent,
  caller,
  database,
}) => {
  test.setTimeout(120_000)
  const account = await makeAccount({
    inboxes: ["お客様サポート", "修理受付"],
    members: { first: { inboxes: { 0: "operator", 1: "operator" }, book: "assistant" } },
  })
  const number = freeCustomerNumber()
  const [contact, book] = [randomUUID(), account.addressBookId]
  await database.query(
    "insert into public.contacts (id, account_id, address_book_id, name, company) values ($1, $2, $3, '大野 由紀子', '丸和ハウジング')",
    [contact, account.id, book],
  )
  await database.query(
    "insert into public.contact_phones (account_id, address_book_id, contact_id, number) values ($1, $2, $3, $4)",
    [account.id, book, contact, number],
  )
  const agent = await openAgent(account.member("first"), { hz: tones.agent })
  const { page, words } = agent
  const callsOf = async () => {
    const { rows } = await database.query<{ reason: string | null }>(
      "select reason from public.calls where account_id = $1 order by started_at",
      [account.id],
    )
    return rows
  }
  await agent.startWork()

  await test.step("what is no number to dial is said, and an input method's Enter dials nothing", async () => {
    await page.getByRole("button", { name: words("dial.new") }).click()
    await page.getByRole("menuitem", { name: words("dial.title") }).click()
    await expect(agent.dialField).toBeFocused()
    await page.keyboard.press("Escape")
    await expect(agent.dialWindow).toBeHidden()
    await page.keyboard.press("d")
    await expect(agent.dialField).toBeFocused()
    await page.keyboard.insertText("119")
    await expect(agent.dialWindow.getByText(words("dial.refusals.emergency_number"))).toBeVisible()
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.insertText("０９０")
    await page.keyboard.press("Enter")
    await expect(agent.dialWindow.getByText(words("dial.refusals.unreadable_number"))).toBeVisible()
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.insertText(shownMobile(number))
    await expect(agent.dialWindow.getByText("大野 由紀子")).toBeVisible()
    await expect(agent.dialWindow.getByLabel(words("dial.shownNumber"))).not.toHaveValue("")
    await agent.dialField.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true })
    await expect(agent.dialField).toHaveValue(shownMobile(number))
  })

  await test.step("closing the window while the call is asked for takes it back", async () => {
    const isLetGo = Promise.withResolvers<void>()
    await page.route("**/api/phone/dial", async (route) => {
      await isLetGo.promise
      await route.continue()
    })
    const asked = page.waitForRequest("**/api/phone/dial")
    await page.keyboard.press("Enter")
    await asked
    await page.keyboard.press("Escape")
    await expect(agent.dialWindow).toBeHidden()
    isLetGo.resolve()
    await expect.poll(async () => (await callsOf()).map(({ reason }) => reason)).toEqual(["agent_gave_up"])
    await page.unroute("**/api/phone/dial")
  })

  await test.step("Enter dials once, also before the window knows its numbers; talking begins with the answer", async () => {
    await caller.setEndpoint({ number, behaviour: "answer", answerAfterMs: 4000 })
    const areLetGo = Promise.withResolvers<void>()
    await page.route("**/rest/v1/phone_numbers*", async (route) => {
      await areLetGo.promise
      await route.continue()
    })
    await page.keyboard.press("d")
    await agent.dialField.fill(shownMobile(number))
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    areLetGo.resolve()
    await expect(agent.phone.getByText(words("phone.states.dialling")).first()).toBeVisible()
    await expect(agent.phone.getByText("大野 由紀子")).toBeVisible()
    const { callee, from } = await ScriptedCaller.called(caller, number)
    await agent.hears(tones.ringback, [tones.customer])
    expect(from).toBe(account.inbox().number)
    await expect(agent.hangUpButton).toBeVisible()
    await callee.sing(tones.customer, 60_000)
    await agent.hears(tones.customer)
    await callee.hears(tones.agent)
    await expect(agent.memo).toBeVisible()
    await agent.hangUpButton.click()
    await callee.isOver()
    expect(await callsOf()).toHaveLength(2)
  })

  await test.step("from a message, and from the customer's number; whoever is busy is said to be, on the phone and in the memo", async () => {
    await caller.setEndpoint({ number, behaviour: "busy" })
    await agent.recordButton.click()
    await page
      .getByRole("article")
      .getByRole("button", { name: words("dial.more") })
      .first()
      .click()
    await page.getByRole("menuitem", { name: words("dial.title") }).click()
    await expect(agent.dialField).toHaveValue(shownMobile(number))
    await page.keyboard.press("Escape")
    const panel = page.getByRole("region", { name: words("contact.title") })
    await panel
      .getByRole("button", { name: words("dial.callNumber").replace("{number}", shownMobile(number)) })
      .click()
    await expect(agent.dialField).toHaveValue(shownMobile(number))
    await page.keyboard.press("Enter")
    await expect(agent.phone.getByText(words("common.reason.busy"))).toBeVisible()
    await expect(page.getByRole("main").getByText(words("common.reason.busy")).first()).toBeVisible()
  })

  await test.step("a missed call is rung back with one click, on its ticket", async () => {
    await agent.recordButton.click()
    await agent.goOffline()
    const missed = freeCustomerNumber()
    const customer = await ScriptedCaller.call(caller, missed, account.inbox().number)
    await customer.isOver()
    await caller.setEndpoint({ number: missed, behaviour: "busy" })
    await agent.goTo("お客様サポート", words("common.category.missed"))
    await page
      .getByRole("main")
      .getByRole("button", { name: words("dial.callBack") })
      .first()
      .click()
    await expect(agent.phone.getByText(words("common.reason.busy"))).toBeVisible()
    await expect(agent.dialWindow).toBeHidden()
    const { rows } = await database.query(
      "select count(distinct m.ticket_id)::int as tickets, count(*)::int as messages from public.messages m where m.customer_number = $1",
      [missed],
    )
    expect(rows).toEqual([{ tickets: 1, messages: 2 }])
    await agent.recordButton.click()
    await agent.goTo("お客様サポート", words("common.category.missed"))
    await expect(agent.listedCallers).toHaveCount(0)
  })

  await test.step("the phone's own field calls at once, and the window says why it does not", async () => {
    const own = agent.phone.getByRole("textbox", { name: words("dial.number") })
    await own.fill("0570-000-111")
    await own.press("Enter")
    await expect(agent.dialWindow.getByText(words("dial.refusals.navi_dial"))).toBeVisible()
    await expect(agent.dialField).toHaveValue("0570-000-111")
    await page.keyboard.press("Escape")
    await own.fill(shownMobile(number))
    await own.press("Enter")
    await expect(agent.phone.getByText(words("common.reason.busy"))).toBeVisible()
  })
})
