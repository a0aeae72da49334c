import { CarrierControl } from "../../local/carrier/control/client.ts"
import { syncNumbers } from "../../local/product/numbers.ts"
import { AgentPage } from "../../tests/e2e/pages/agent-page.ts"
import { watchRequests } from "../../tests/e2e/pages/asked-for.ts"
import { createAccount, freeCustomerNumber, signIn } from "../../tests/support/accounts.ts"
import { type Row, row } from "../measure.ts"
import type { Bench } from "../stack.ts"
import { launchBrowser, openContext } from "./agent-browser.ts"
import { RealtimeSocket } from "./realtime-socket.ts"
import { untilSettled } from "./settled.ts"

/** So many sockets listen to the inbox beside the two pages. */
const crowds = [1, 50, 500]
const callsEach = 5

/**
 * One answered call, from ring to recorded memo, while others watch: what each page asks for, what each topic is told, and how
 * long the database works for it with more and more listeners.
 */
export async function watchedCall({ product, database, log }: Bench): Promise<Row[]> {
  const account = await createAccount(database, {
    members: { agent: { inboxes: { 0: "operator" } }, watcher: { inboxes: { 0: "operator" } } },
    isRecorded: false,
    afterCallSeconds: 0,
  })
  await syncNumbers(product)
  const carrier = new CarrierControl(product.carrier.url, product.carrier.controlToken)
  const browser = await launchBrowser()
  const sockets: RealtimeSocket[] = []
  try {
    const agent = await AgentPage.open(await openContext(browser, product.appUrl), account.member("agent"))
    await agent.startWork()
    const watcher = await AgentPage.open(
      await openContext(browser, product.appUrl),
      account.member("watcher"),
    )
    await watcher.signInWithoutPhone()
    const asked = { agent: watchRequests(agent.page), watcher: watchRequests(watcher.page) }

    /** Rings, is answered, ends, and its memo is recorded; resolves when nothing of it is left to do. */
    const passCall = async (nth: number) => {
      const { sid } = await carrier.call({
        from: freeCustomerNumber(),
        to: account.inbox().number,
        script: [{ wait: 60_000 }],
      })
      await agent.answer()
      await agent.memoSubject.fill(`call ${nth}`)
      await carrier.act(sid, { hangup: true })
      await agent.recordButton.click()
      await agent.memo.waitFor({ state: "hidden" })
      await untilSettled(database, carrier, account.id)
    }
    // The first loads what pages load once.
    await passCall(0)

    const requests = { agent: [] as number[], watcher: [] as number[] }
    const told = new Map<string, number[]>()
    const work = new Map<number, number[]>()
    const { url, publishableKey } = product.supabase
    const client = await signIn(
      url,
      publishableKey,
      account.member("watcher").email,
      account.member("watcher").password,
    )
    const { data } = await client.auth.getSession()
    const { rows: epochs } = await database.query<{ epoch: number }>(
      "select epoch from public.inboxes where id = $1",
      [account.inbox().id],
    )
    const topic = `inbox:${account.inbox().id}:${epochs[0]?.epoch}`
    for (const crowd of crowds) {
      log(`watched by ${crowd}`)
      while (sockets.length < crowd) {
        const socket = await RealtimeSocket.open(url, publishableKey)
        await socket.join(topic, data.session?.access_token)
        sockets.push(socket)
      }
      const times: number[] = []
      for (let nth = 1; nth <= callsEach; nth++) {
        const before = { agent: asked.agent.length, watcher: asked.watcher.length }
        const [messages, worked] = [await messageCounts(database), await databaseTime(database)]
        await passCall(crowd * 100 + nth)
        times.push((await databaseTime(database)) - worked)
        requests.agent.push(asked.agent.length - before.agent)
        requests.watcher.push(asked.watcher.length - before.watcher)
        const after = await messageCounts(database)
        for (const [kind, count] of after) {
          told.set(kind, [...(told.get(kind) ?? []), count - (messages.get(kind) ?? 0)])
        }
      }
      const gone = sockets.filter(({ isOpen }) => !isOpen).length
      if (gone > 0) throw new Error(`${gone} of ${crowd} who watched were cut off`)
      work.set(crowd, times)
    }
    log(`the agent's page asked for ${JSON.stringify(asked.agent.slice(-Math.max(...requests.agent)))}`)
    const nothing = [0]
    const first = work.get(1) ?? nothing
    return [
      {
        ...row(
          "requests_per_call_watcher",
          "requests",
          requests.watcher,
          "a page nothing is shown on",
          nothing,
        ),
        most: 0,
      },
      {
        ...row("requests_per_call_agent", "requests", requests.agent, "a page nothing is shown on", nothing),
        most: 12,
      },
      ...[...told].map(([kind, counts]) =>
        row(`messages_per_call_${kind}`, "messages", counts, "a topic nothing is said on", nothing),
      ),
      ...crowds.map((crowd) => ({
        ...row(
          `database_time_per_call_${crowd}`,
          "ms" as const,
          work.get(crowd) ?? nothing,
          "the same call watched by one socket",
          first,
        ),
        ...(crowd === crowds.at(-1) && { aim: 1.2 }),
      })),
    ]
  } finally {
    for (const socket of sockets) socket.close()
    await browser.close()
  }
}

type Database = Bench["database"]

/** Messages ever sent, by kind of topic. */
async function messageCounts(database: Database): Promise<Map<string, number>> {
  const { rows } = await database.query<{ kind: string; count: number }>(
    "select split_part(topic, ':', 1) as kind, count(*)::int as count from realtime.messages group by 1 order by 1",
  )
  return new Map(rows.map(({ kind, count }) => [kind, count]))
}

/** How long, in ms, statements have kept the database busy so far. */
async function databaseTime(database: Database): Promise<number> {
  const { rows } = await database.query<{ time: number }>(
    "select active_time as time from pg_stat_database where datname = current_database()",
  )
  return rows[0]?.time ?? 0
}
