import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"

test("[E3] a declined call and a closed tab move on at once, long before the offer time", async ({
  makeAccount,
  openAgent,
  caller,
  database,
}) => {
  test.setTimeout(120_000)
  const account = await makeAccount({
    offerSeconds: 100,
    members: {
      first: { inboxes: { 0: "operator" } },
      second: { inboxes: { 0: "operator" } },
      third: { inboxes: { 0: "assistant" } },
    },
  })
  const agents = []
  for (const key of ["first", "second", "third"]) {
    const agent = await openAgent(account.member(key))
    await agent.startWork()
    agents.push(agent)
  }
  const [first, second, third] = agents
  if (!first || !second || !third) throw new Error("three people work here")

  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await expect(first.answerButton).toBeVisible()
  await first.phone.getByRole("button", { name: "次の担当者へ回す" }).click()
  await expect(second.answerButton).toBeVisible()
  await expect(first.answerButton).toBeHidden()

  await second.page.close({ runBeforeUnload: true })
  await expect(third.answerButton).toBeVisible()
  await third.answer()
  await expect
    .poll(async () => {
      const { rows } = await database.query<{ name: string; state: string }>(
        `select m.name, o.state from public.call_offers o join public.members m on m.id = o.member_id
         where o.account_id = $1 order by o.announced_at`,
        [account.id],
      )
      return rows
    })
    .toEqual([
      { name: first.person.name, state: "declined" },
      // The page says that it leaves, and its SDK lets the leg go: whichever is heard first.
      { name: second.person.name, state: expect.stringMatching(/^(agent_left|declined)$/) },
      { name: third.person.name, state: "accepted" },
    ])
  await customer.hangUp()
})
