import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"
import { setClockWrong } from "../../pages/wrong-clock.ts"

const minute = 60_000
/** A little more than a second: what a timer shows that has just begun. */
const justBegun = /^0:[0-2]\d$/

test("[E4][E8][K3] with a clock that is hours fast, or slow, times are right, sessions last, and the next call is taken", async ({
  account,
  openAgent,
  caller,
}) => {
  const wrong = [
    { key: "first", by: 120 * minute },
    { key: "second", by: -10 * minute },
  ]
  const agents = await Promise.all(
    wrong.map(async ({ key, by }) => {
      const agent = await openAgent(account.member(key))
      await setClockWrong(agent.page, by)
      const renewals: string[] = []
      agent.page.on("request", (request) => {
        if (request.url().includes("/auth/v1/token")) renewals.push(request.url())
      })
      await agent.startWork()
      return { agent, renewals }
    }),
  )

  const customers: ScriptedCaller[] = []
  for (const _ of agents) {
    customers.push(await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number))
  }
  for (const { agent } of agents) {
    const { page, phone, words } = agent
    await agent.answer()
    await expect(phone.getByRole("timer")).toHaveText(justBegun)
    await expect(agent.memo.getByText(justBegun).first()).toBeVisible()
    const [label = ""] = words("phone.status.open").split("{status}")
    const status = page.getByRole("button", { name: new RegExp(`^${label}`) })
    await expect(status).toHaveAccessibleName("電話の状態：通話中")
    await expect(status.getByText(justBegun)).toBeVisible()
  }
  for (const customer of customers) await customer.hangUp()
  for (const { agent } of agents) {
    const { phone, words } = agent
    await expect(phone.getByText(words("phone.afterCall.hint"))).toBeVisible()
    await expect(phone.getByText(/^残り 0:[0-3]\d/)).toBeVisible()
    // Still there after the time in which a wrong clock would have taken it for over.
    await expect(phone.getByText(/^残り 0:[0-2][0-5]/)).toBeVisible()
  }
  for (const { agent, renewals } of agents) {
    const { page, phone, words } = agent
    await expect(page.getByRole("button", { name: "電話の状態：後処理" })).toBeVisible()
    await phone.getByRole("button", { name: "延長" }).click()
    await expect(phone.getByText(/^残り 0:[345]\d/)).toBeVisible()
    await phone.getByRole("button", { name: words("phone.afterCall.finish") }).click()
    await expect(phone.getByText(words("phone.idle.ready"))).toBeVisible()
    await expect(page.getByRole("button", { name: "電話の状態：受付中" })).toBeVisible()
    expect(renewals, "sessions renewed within a minute").toEqual([])
  }

  const [{ agent }] = agents as [(typeof agents)[number]]
  await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await agent.answer()
})
