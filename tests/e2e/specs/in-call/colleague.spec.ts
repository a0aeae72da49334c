import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"
import { TransferPanel } from "../../pages/transfer-panel.ts"

const tones = { first: 500, second: 800, third: 1600, customer: 1250 }

test("[F1][F2][F3][F4][F5] a colleague is called, cancelled, called again, talks with the agent, then with both, then with the customer alone, and hands them over without a word", async ({
  makeAccount,
  openAgent,
  caller,
  database,
}) => {
  test.setTimeout(180_000)
  const operator = { inboxes: { 0: "operator" } } as const
  const account = await makeAccount({ members: { first: operator, second: operator, third: operator } })
  const open = (key: "first" | "second" | "third") => openAgent(account.member(key), { hz: tones[key] })
  const [first, second, third] = [await open("first"), await open("second"), await open("third")]
  // Whoever became available first has been idle longest.
  for (const agent of [first, second, third]) await agent.startWork()
  const panel = new TransferPanel(first)

  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await first.answer()
  await customer.sing(tones.customer, 180_000)
  await first.hears(tones.customer)
  await customer.hears(tones.first)

  await test.step("the × beside a colleague who is called ends their ringing alone; the end of the hold is another", async () => {
    await panel.consult(second.person.name)
    await expect(second.answerButton).toBeVisible()
    await customer.hearsMusic([tones.first])
    await panel.cancel()
    await expect(second.answerButton).toBeHidden()
    await customer.hearsMusic([tones.first])
    await panel.endHold()
    await customer.hears(tones.first)
  })

  await test.step("the colleague who answers talks with the agent, and not with the customer, who hears music", async () => {
    await panel.consult(second.person.name)
    await second.answer()
    await first.hears(tones.second, [tones.customer])
    await second.hears(tones.first, [tones.customer])
    await customer.hearsMusic([tones.first, tones.second])
  })

  await test.step("all three talk", async () => {
    await panel.endHold()
    await customer.hearsAll(tones.first, tones.second)
    await first.hears(tones.customer)
    await second.hears(tones.customer)
  })

  await test.step("who leaves leaves the other two talking, and does the work after the call", async () => {
    await first.hangUpButton.click()
    await expect(first.phone.getByText(first.words("phone.afterCall.hint"))).toBeVisible()
    await customer.hears(tones.second, [tones.first])
    await second.hears(tones.customer, [tones.first])
    for (const agent of [first, second]) await expect(agent.memo).toBeVisible()
  })

  await test.step("a customer handed over without a word hears music until the next colleague answers", async () => {
    await new TransferPanel(second).handOver(third.person.name)
    await customer.hearsMusic([tones.second])
    await expect(second.phone.getByText(second.words("phone.afterCall.hint"))).toBeVisible()
    await third.answer()
    await customer.hears(tones.third, [tones.second])
    await third.hears(tones.customer, [tones.second])
    await third.hangUpButton.click()
    await customer.isOver()
  })

  const memos = async () => {
    const { rows } = await database.query(
      `select memo.member_id, memo.ended_at is not null as is_over, dense_rank() over (order by m.ticket_id)::int as ticket
       from public.call_memos memo join public.messages m on m.id = memo.message_id
       where memo.account_id = $1 order by m.created_at`,
      [account.id],
    )
    return rows
  }
  await expect.poll(memos).toEqual(
    ["first", "second", "third"].map((key) => ({
      member_id: account.member(key).id,
      is_over: true,
      ticket: 1,
    })),
  )
})
