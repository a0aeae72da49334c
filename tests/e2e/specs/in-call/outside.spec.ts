import { randomInt } from "node:crypto"
import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"
import { TransferPanel } from "../../pages/transfer-panel.ts"

const tones = { agent: 500, customer: 1250, outside: 1600 }

/** A number in Osaka, and how it is typed. */
function landline(): { number: string; typed: string } {
  const [middle, last] = [randomInt(1000, 10_000), randomInt(1000, 10_000)]
  return { number: `+816${middle}${last}`, typed: `06-${middle}-${last}` }
}

test("[G1][G2][G3][G4][G5] an outside number is called and cancelled; another answers with a menu, is spoken with, joined, and left with the customer", async ({
  account,
  openAgent,
  caller,
}) => {
  test.setTimeout(120_000)
  const agent = await openAgent(account.member("first"), { hz: tones.agent })
  const panel = new TransferPanel(agent)
  const { number: own } = account.inbox()
  await agent.startWork()
  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), own)
  await agent.answer()
  await customer.sing(tones.customer, 120_000)
  await agent.hears(tones.customer)
  await customer.hears(tones.agent)

  await test.step("who is called no longer stops ringing, and the customer still hears music", async () => {
    const nobody = landline()
    await caller.setEndpoint({ number: nobody.number, behaviour: "no-answer" })
    await panel.consultOutside(nobody.typed)
    const { callee } = await ScriptedCaller.called(caller, nobody.number)
    await customer.hearsMusic([tones.agent])
    await panel.cancel()
    await callee.isGivenUp()
    await customer.hearsMusic([tones.agent])
    await panel.endHold()
    await customer.hears(tones.agent)
  })

  const shop = landline()
  await caller.setEndpoint({
    number: shop.number,
    behaviour: "answer",
    script: [{ menu: { 9: [], 1: [{ tone: tones.outside, ms: 120_000 }] } }],
  })
  await panel.consultOutside(shop.typed)
  const { callee, from } = await ScriptedCaller.called(caller, shop.number)

  await test.step("they see the number that was called, hear the agent, and their menu understands the keypad", async () => {
    expect(from).toBe(own)
    await callee.hears(tones.agent, [tones.customer])
    await panel.press("1")
    await agent.hears(tones.outside, [tones.customer])
    await customer.hearsMusic([tones.agent, tones.outside])
  })

  await test.step("all three talk", async () => {
    await panel.endHold()
    await customer.hearsAll(tones.agent, tones.outside)
    await callee.hearsAll(tones.agent, tones.customer)
  })

  await test.step("the agent leaves, the two go on until one of them hangs up, and their memo has written itself", async () => {
    await agent.hangUpButton.click()
    await expect(agent.phone.getByText(agent.words("phone.afterCall.hint"))).toBeVisible()
    await customer.hears(tones.outside, [tones.agent])
    await callee.hears(tones.customer, [tones.agent])
    await callee.hangUp()
    await customer.isOver()
    await expect(agent.memo).toBeVisible()
    const subject = `${shop.number.replace("+81", "0")} への外線転送`
    await expect(agent.page.getByRole("main").getByText(subject).first()).toBeVisible()
  })
})
