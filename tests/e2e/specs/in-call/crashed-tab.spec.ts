import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { AgentPage } from "../../pages/agent-page.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"

const tones = { agent: 500, customer: 1250 }
/** The heartbeat window (K2), and as long again for what follows. */
const windowMs = 24_000

test("[K2][K6] when the tab that talks crashes while another goes on beating, the customer hears music, and the other tab brings the talk back", async ({
  account,
  openContext,
  caller,
}) => {
  const context = await openContext({ hz: tones.agent })
  const open = () => AgentPage.open(context, account.member("first"))
  const [first, second] = [await open(), await open()]
  await first.startWork()
  await second.page.goto("/")
  await expect(second.phone.getByText(second.words("phone.idle.otherTab"))).toBeVisible()
  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await first.answer()
  await customer.sing(tones.customer, 120_000)
  await customer.hears(tones.agent)

  const hasCrashed = first.page.waitForEvent("crash")
  const debugged = await context.newCDPSession(first.page)
  void debugged.send("Page.crash").catch(() => undefined)
  await hasCrashed
  await customer.hearsMusic([tones.agent], windowMs)
  await second.returnButton.click()
  await customer.hears(tones.agent)
  await second.hears(tones.customer)
  await customer.holdsTheLine()
  await second.hangUpButton.click()
  await customer.isOver()
})
