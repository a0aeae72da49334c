import type { Page } from "@playwright/test"
import { freeCustomerNumber, signIn } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"

const tones = { agent: 500, customer: 1200 }

/** Resolves when the server has answered with the page as it is now. */
const redrawn = (page: Page) =>
  page.waitForResponse((response) => {
    const headers = response.request().headers()
    return headers.rsc === "1" && headers["next-router-prefetch"] === undefined
  })

test("[E4][K7] an owner who changes one's role while the phone rings, and while one talks, interrupts neither", async ({
  product,
  makeAccount,
  openAgent,
  caller,
}) => {
  const account = await makeAccount({ offerSeconds: 60 })
  const agent = await openAgent(account.member("first"), { hz: tones.agent })
  await agent.startWork()
  const { email, password } = account.member("owner")
  const owner = await signIn(product.supabase.url, product.supabase.publishableKey, email, password)
  const change = async (role: "manager" | "admin") => {
    const read = redrawn(agent.page)
    const { data } = await owner
      .from("inbox_members")
      .update({ role })
      .eq("member_id", account.member("first").id)
      .select()
    expect(data).toHaveLength(1)
    await read
  }

  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await expect(agent.answerButton).toBeVisible()
  await change("manager")
  await agent.answer()
  await customer.sing(tones.customer, 60_000)
  await agent.hears(tones.customer)
  await change("admin")
  await customer.hears(tones.agent)
  await agent.hangUpButton.click()
  await customer.isOver()
})
