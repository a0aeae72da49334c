import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"

test("[A6] a caller without a number rings nobody, in words or in digits, and is kept as refused", async ({
  account,
  openAgent,
  caller,
  database,
}) => {
  const agent = await openAgent(account.member("first"))
  await agent.startWork()
  const forms = ["ANONYMOUS", "RESTRICTED", "UNAVAILABLE", "+266696687", "+7378742833"] as const
  const callers = await Promise.all(
    forms.map((form) => ScriptedCaller.callWithheld(caller, form, account.inbox().number)),
  )
  for (const one of callers) await one.isOver()

  await expect(agent.answerButton).toBeHidden()
  const { rows } = await database.query(
    `select c.outcome, c.reason, count(*)::int as calls, count(o.id)::int as offers, count(m.message_id)::int as memos
     from public.calls c left join public.call_offers o on o.call_id = c.id
       left join public.call_memos m on m.call_id = c.id
     where c.account_id = $1 group by c.outcome, c.reason`,
    [account.id],
  )
  expect(rows).toEqual([
    { outcome: "refused", reason: "withheld_number", calls: forms.length, offers: 0, memos: 0 },
  ])
})
