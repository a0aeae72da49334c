import { freeCustomerNumber } from "../../support/accounts.ts"
import { expect, test } from "../fixtures/test.ts"
import { ScriptedCaller } from "../pages/scripted-caller.ts"

test("[B6][K13] a colleague sees a changed status by the word of it alone, and asks for nothing", async ({
  account,
  openAgent,
}) => {
  const [agent, colleague] = [
    await openAgent(account.member("first")),
    await openAgent(account.member("second")),
  ]
  await agent.startWork()
  await colleague.startWork()
  const row = await colleague.openTeam(agent.person.name)
  await expect(row).toContainText("受付中")

  const asked: string[] = []
  await colleague.page.route(/\/rpc\/list_presence$/, async (route) => {
    asked.push(route.request().url())
    await route.abort()
  })
  for (const choice of ["オフライン", "休憩", "受付中"]) {
    await agent.phone.getByRole("radio", { name: choice, exact: true }).check()
    await expect(row).toContainText(choice)
  }
  expect(asked).toEqual([])
})

test("[B6] of two choices in a row the later one stands, however slow the earlier one's request is", async ({
  account,
  openAgent,
}) => {
  const agent = await openAgent(account.member("first"))
  const { page, words } = agent
  await agent.startWork()

  let letGo = () => {}
  const isHeld = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const steps: string[] = []
  await page.route(/\/rpc\/set_agent_status$/, async (route) => {
    const { p_status: status } = route.request().postDataJSON()
    steps.push(`${status} sent`)
    if (status === "offline") await isHeld
    await route.fulfill({ response: await route.fetch() })
    steps.push(`${status} answered`)
  })
  const choices = agent.phone.getByRole("group", { name: words("phone.status.label") })
  await choices.getByRole("radio", { name: words("phone.status.offline") }).check()
  const available = choices.getByRole("radio", { name: words("phone.status.available") })
  await available.check()
  letGo()
  await expect
    .poll(() => steps)
    .toEqual(["offline sent", "offline answered", "available sent", "available answered"])
  await expect(available).toBeChecked()
  await page.reload()
  await expect(agent.phone.getByText(words("phone.idle.ready"))).toBeVisible()
})

test("[B7] whoever is offline is never offered a call, however long they have been idle", async ({
  account,
  openAgent,
  caller,
  database,
}) => {
  const [resting, working] = [
    await openAgent(account.member("first")),
    await openAgent(account.member("second")),
  ]
  await resting.startWork()
  await working.startWork()
  await resting.goOffline()

  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await expect(working.answerButton).toBeVisible()
  await working.phone.getByRole("button", { name: "次の担当者へ回す" }).click()
  // Nobody else is there, so it may be offered to the same person again by now.
  await expect.poll(offers).toContainEqual({ name: working.person.name, state: "declined" })
  expect((await offers()).map(({ name }) => name)).not.toContain(resting.person.name)
  await expect(resting.answerButton).toBeHidden()
  await customer.hangUp()

  async function offers() {
    const { rows } = await database.query<{ name: string; state: string }>(
      `select m.name, o.state from public.call_offers o join public.members m on m.id = o.member_id
       where o.account_id = $1`,
      [account.id],
    )
    return rows
  }
})

test("a phone that cannot be loaded is shown as such, and loaded as soon as that is possible", async ({
  account,
  openAgent,
}) => {
  const agent = await openAgent(account.member("first"))
  const { page, words } = agent
  await agent.startWork()

  const scripts = /\/_next\/static\/.*\.js/
  await page.route(scripts, async (route) => {
    const response = await route.fetch()
    const isPhone = (await response.text()).includes("/api/phone/leave")
    await (isPhone ? route.abort() : route.fulfill({ response }))
  })
  await page.reload()
  const status = words("phone.status.open").replace("{status}", words("phone.status.trouble"))
  await expect(page.getByRole("button", { name: status })).toBeVisible()
  await expect(page.getByText(words("common.notLoaded"))).toBeVisible()
  await expect(agent.phone).toBeHidden()

  await page.unroute(scripts)
  await expect(agent.phone.getByText(words("phone.idle.ready"))).toBeVisible()
})
