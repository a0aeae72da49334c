import type pg from "pg"
import type { Block } from "../../../supabase/functions/_shared/flows/schema.ts"
import { freeCustomerNumber, type TestAccount } from "../../support/accounts.ts"
import { block, flowOf, speech } from "../../support/flows.ts"
import { expect, test } from "../fixtures/test.ts"
import { ScriptedCaller } from "../pages/scripted-caller.ts"
import { shownMobile } from "../support/numbers.ts"

const tones = { agent: 500, customer: 1250 }
const inbox = "お客様サポート"

test("[A9][J1][J3][S2] out of hours a caller leaves a message, which comes under 留守番電話 of entitled screens by itself and plays; within them three menus lead to an agent by keypad", async ({
  makeAccount,
  openAgent,
  caller,
  database,
}) => {
  test.setTimeout(120_000)
  const account = await makeAccount({
    inboxes: [inbox, "修理受付"],
    members: {
      owner: { role: "owner" },
      first: { name: "佐藤 美咲", inboxes: { 0: "operator" } },
      outsider: { name: "渡辺 亮", inboxes: { 1: "admin" } },
    },
  })
  const agent = await openAgent(account.member("first"), { hz: tones.agent })
  const outsider = await openAgent(account.member("outsider"))
  await agent.startWork()
  await agent.goTo(inbox, "留守番電話")
  await outsider.signInWithoutPhone()
  await outsider.goTo("修理受付", "留守番電話")

  await publish(database, account, [])
  const number = freeCustomerNumber()
  const first = await ScriptedCaller.call(caller, number, account.inbox().number)
  await first.leavesMessage(tones.customer, 4000)
  const listed = agent.page.getByRole("row").filter({ hasText: shownMobile(number) })
  await expect(listed).toHaveCount(1)
  await expect(agent.category(inbox, "留守番電話")).toContainText("1件")
  await listed.getByRole("link").click()
  await agent.page.getByRole("link", { name: "チケットを開く" }).click()
  const player = agent.page.getByRole("group", { name: "録音" })
  await player.getByRole("button", { name: "再生", exact: true }).click()
  await expect(player.getByRole("button", { name: "一時停止" })).toBeVisible()
  await expect(outsider.page.getByText(shownMobile(number))).toHaveCount(0)

  await publish(
    database,
    account,
    [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" })),
  )
  const second = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  for (const [place, key] of ["1", "#", "2"].entries()) await second.presses(key, place + 1)
  await agent.answer()
  await second.sing(tones.customer, 20_000)
  await agent.hears(tones.customer)
  await second.hears(tones.agent)
})

type Opening = Extract<Block, { kind: "hours" }>["opening"]

/** The account has bought what its flow needs, and follows it from now on: three menus and a queue while it is open, else the voicemail. */
async function publish(database: pg.Pool, account: TestAccount, opening: Opening): Promise<void> {
  const { flowId, queueId } = account.inbox()
  const menu = (id: string, key: "1" | "2" | "#", next: string) =>
    block("menu", id, {
      keys: [{ key, next }],
      noInput: { say: null, next: "end" },
      wrongInput: { say: null, next: "end" },
    })
  const definition = flowOf([
    block("hours", "hours", { opening, open: "one", closed: "message" }),
    menu("one", "1", "two"),
    menu("two", "#", "three"),
    menu("three", "2", "queue"),
    block("queue", "queue", { queueId, overflow: "message" }),
    block("voicemail", "message", { greeting: speech("ご用件をお話しください。") }),
    block("hangup", "end"),
  ])
  await database.query(
    "update public.entitlements set pro_course = true, flow_customisation = true where account_id = $1",
    [account.id],
  )
  const p = { flow_id: flowId, user_id: account.member("owner").userId, definition }
  await database.query("select public.publish_flow($1)", [JSON.stringify(p)])
}
