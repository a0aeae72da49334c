import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import type { AgentPage } from "../../pages/agent-page.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"
import { firstHeard, longestPause, longestSilence } from "../../support/listening.ts"

const tones = { agent: 800, customer: 1250 }
/** Time enough to have the caller's redirect held back before it is sent. */
const greeting = "お電話ありがとうございます。担当者におつなぎします。"
/** A silence shorter than this, in ms, is a disturbed packet or two; a syllable is longer. */
const syllableMs = 300
/** As long as 「もしもし」, in ms. Some 100 ms of it go by on the way: buffers against jitter, and looks of that length. */
const wordMs = 600

/**
 * Both speak all the time, also where nobody can hear it. What is asserted: from the moment in which both are in the
 * conference and the agent's connection stands, each hears the other within the length of a word, and then without a gap.
 * A machine that stands still loses sound too: for as long as those who listen were themselves held up, nothing is held
 * against the call.
 */
async function hearEachOther(agent: AgentPage, customer: ScriptedCaller) {
  await customer.sing(tones.customer, 60_000)
  const atAgent = await agent.listen(tones.customer)
  const atCustomer = customer.listen(tones.agent)
  await agent.answer()
  await agent.hears(tones.customer)
  await customer.hears(tones.agent)
  const byCustomer = await atCustomer.end()
  const byAgent = (await atAgent[tones.customer]?.end()) ?? []
  const { at, room } = await customer.joins()
  const agentJoined = await customer.otherJoined(room)
  const together = Math.max(at, agentJoined, await agent.connectedAt())
  const heldUp = longestPause(byCustomer) + longestPause(byAgent)
  for (const [who, looks] of Object.entries({ customer: byCustomer, agent: byAgent })) {
    expect(firstHeard(looks) - together, `ms until the ${who} heard the other`).toBeLessThan(wordMs + heldUp)
    expect(longestSilence(looks), `ms of the other's talk lost to the ${who}`).toBeLessThan(
      syllableMs + heldUp,
    )
  }
  return { customer: at, agent: agentJoined }
}

test("[E2] who answers in the moment it rings hears the first word, and is heard, whoever of the two is there first", async ({
  makeAccount,
  openAgent,
  caller,
}) => {
  test.setTimeout(90_000)
  const account = await makeAccount({ afterCallSeconds: 0, greeting })
  const agent = await openAgent(account.member("first"), { hz: tones.agent })
  await agent.startWork()
  const call = () => ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)

  await test.step("the customer", async () => {
    const customer = await call()
    await customer.joins()
    const joined = await hearEachOther(agent, customer)
    expect(joined.customer).toBeLessThan(joined.agent)
    await customer.hangUp()
    await expect(agent.hangUpButton).toBeHidden()
  })

  await test.step("the agent, because the customer's way into the conference is long", async () => {
    const customer = await call()
    const letThrough = await customer.holdBackRedirect(4000)
    try {
      const joined = await hearEachOther(agent, customer)
      expect(joined.agent).toBeLessThan(joined.customer)
    } finally {
      await letThrough()
    }
    await customer.hangUp()
  })
})
