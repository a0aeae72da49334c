import type pg from "pg"
import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { AgentPage } from "../../pages/agent-page.ts"
import { CuttableSocket } from "../../pages/cuttable-socket.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"
import { KillableBrowser } from "../../support/killable-browser.ts"
import { longestSilence } from "../../support/listening.ts"

const tones = { agent: 500, again: 800, customer: 1250 }
/** How long the signalling is cut, in ms: longer than a heartbeat may be late, shorter than the provider keeps a leg. */
const cutMs = 20_000

const memo = { subject: "給湯器の点検", body: "来週の火曜日を希望。" }

/** Types into the memo before the page is lost, and waits until the server has it. */
async function write(agent: AgentPage, database: pg.Pool): Promise<void> {
  await agent.memoSubject.fill(memo.subject)
  await agent.memoBody.fill(memo.body)
  const kept = async () => {
    const { rows } = await database.query(
      `select k.subject, k.body from public.call_memos k join public.members m on m.id = k.member_id
       join auth.users u on u.id = m.user_id where u.email = $1`,
      [agent.person.email],
    )
    return rows
  }
  await expect.poll(kept).toEqual([memo])
}

async function hasWritten(agent: AgentPage): Promise<void> {
  await expect(agent.memoSubject).toHaveValue(memo.subject)
  await expect(agent.memoBody).toHaveValue(memo.body)
}

test("[K2] a browser that is killed in a call is waited for with music, and another one on the same desk has the call and the memo back", async ({
  account,
  openContext,
  outsideRequests,
  policyViolations,
  product,
  caller,
  database,
}) => {
  const killable = await KillableBrowser.launch(product.appUrl, tones.agent)
  outsideRequests.watch(killable.context)
  policyViolations.watch(killable.context)
  const agent = await AgentPage.open(killable.context, account.member("first"))
  const customer = await (async () => {
    try {
      await agent.startWork()
      const calling = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
      await agent.answer()
      await calling.sing(tones.customer, 120_000)
      await calling.hears(tones.agent)
      await agent.hears(tones.customer)
      await write(agent, database)
      return calling
    } catch (error) {
      await killable.kill()
      throw error
    }
  })()
  // A browser that is started again has its cookies.
  const cookies = await killable.context.cookies()
  const address = agent.page.url()
  await killable.kill()

  await customer.hearsMusic([tones.agent], 30_000)
  const context = await openContext({ hz: tones.again })
  await context.addCookies(cookies)
  const again = await AgentPage.open(context, account.member("first"))
  await again.page.goto(address)
  await again.returnButton.click()
  await customer.hears(tones.again)
  await again.hears(tones.customer)
  await hasWritten(again)
  await customer.holdsTheLine()
  await again.hangUpButton.click()
  await customer.isOver()
})

test("[K2] twenty seconds without signalling are no loss: both hear each other all the time, and the agent can hang up after", async ({
  account,
  openAgent,
  caller,
  database,
}) => {
  const agent = await openAgent(account.member("first"), { hz: tones.agent })
  const signalling = await CuttableSocket.signallingOf(agent.page)
  await agent.startWork()
  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await agent.answer()
  await customer.sing(tones.customer, 120_000)
  await agent.hears(tones.customer)
  await customer.hears(tones.agent)

  const atAgent = await agent.listen(tones.customer)
  const atCustomer = customer.listen(tones.agent)
  await signalling.cutFor(cutMs)
  const byCustomer = await atCustomer.end()
  const byAgent = (await atAgent[tones.customer]?.end()) ?? []
  // A loss is music for seconds; less is a machine that stood still.
  for (const looks of [byCustomer, byAgent]) expect(longestSilence(looks)).toBeLessThan(cutMs / 4)

  await expect.poll(() => signalling.isOpen).toBe(true)
  await agent.hears(tones.customer)
  await customer.hears(tones.agent)
  await customer.holdsTheLine()
  await agent.hangUpButton.click()
  await customer.isOver()
  const { rows } = await database.query(
    "select kind from public.call_events where account_id = $1 and kind in ('agent_lost', 'hold_asked')",
    [account.id],
  )
  expect(rows).toEqual([])
})
