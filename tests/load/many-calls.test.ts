import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { CarrierControl } from "../../local/carrier/control/client.ts"
import { testDistDir } from "../../local/product/build.ts"
import { numberConfig } from "../../local/product/numbers.ts"
import { startProduct } from "../../local/product/start.ts"
import type { Product } from "../../local/product/types.ts"
import { AgentAtWork } from "../integration/support/agent-at-work.ts"
import { eventually } from "../integration/support/eventually.ts"
import { leftBehind } from "../integration/support/tables.ts"
import {
  createAccount,
  freeCustomerNumber,
  type MemberOptions,
  type TestAccount,
} from "../support/accounts.ts"
import { quickCarrier } from "../support/quick-carrier.ts"
import {
  digestOf,
  outcomes,
  overlappingOffers,
  overlappingTalks,
  wrongMemos,
  wrongProjections,
} from "./audit.ts"
import { WebhookRecorder } from "./webhook-recorder.ts"

const calls = 200
const agents = 20
/** Calls that may end unheard, for the app could answer neither call nor fallback within the provider's 15 s. */
const unheardBudget = 2
/** Talks of less than a second that may be kept as given up: the news of their end overtook the news of the answer. */
const overtakenBudget = 4
/** Much more than it needs by itself: it must also end beside other work. */
const limitMs = 400_000

let dataDir: string
let product: Product
let recorder: WebhookRecorder
let db: pg.Pool
let carrier: CarrierControl
let account: TestAccount
let atWork: AgentAtWork[] = []
/** Callers who hang up after a while, answered or not. */
let impatient = 0

/** A repeatable source of numbers from 0 to 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
const random = seeded(20)

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "toritsugi-load-"))
  chmodSync(dataDir, 0o755)
  recorder = await WebhookRecorder.listen()
  product = await startProduct({
    dataDir,
    mode: "production",
    distDir: process.env.TEST_DIST_DIR ?? testDistDir(),
    carrier: quickCarrier,
    // The provider finds the app at the recorder, and signs for it.
    env: { APP_URL: recorder.url },
    log: () => {},
  })
  recorder.leadTo(product.appUrl)
  db = new pg.Pool({ connectionString: product.supabase.dbUrl, max: 4 })
  carrier = new CarrierControl(product.carrier.url, product.carrier.controlToken)

  const keys = Array.from({ length: agents }, (_, index) => `agent${index}`)
  const members: Record<string, MemberOptions> = { owner: { role: "owner" } }
  for (const key of keys) members[key] = { inboxes: { 0: "operator" } }
  account = await createAccount(db, { members, isRecorded: false, maxWaitSeconds: 600, afterCallSeconds: 0 })
  await carrier.setNumbers([numberConfig(recorder.url, account.inbox().number)])
  atWork = await Promise.all(
    keys.map((key) => AgentAtWork.start(product, account.member(key), { answers: true })),
  )
})
afterAll(async () => {
  await Promise.all(atWork.map((agent) => agent.stop()))
  await db.end()
  await product.stop()
  await recorder.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Most talk for a moment; some hang up themselves, some leave that to the agent, some lose patience in the queue. */
function script() {
  const mood = random()
  if (mood < 0.1) {
    impatient++
    // Who hangs up before anything was answered is no caller the queue ever had.
    const wait = Math.round(1_000 + random() * 20_000)
    return [{ until: "in-progress", timeoutMs: limitMs }, { wait }, { hangup: true as const }]
  }
  const talk = Math.round(200 + random() * 600)
  if (mood < 0.6) return [{ until: "talking", timeoutMs: limitMs }, { wait: talk }, { hangup: true as const }]
  return []
}

describe(`${calls} calls at once for ${agents} agents`, () => {
  test(
    "[E2][K4] no agent has two offers, no call has two, all end, while every webhook comes twice and in disorder",
    async () => {
      await carrier.setFaults({ seed: 5, webhooks: { duplicate: 1, reorder: 0.3, delay: 0.3, delayMs: 300 } })
      for (const agent of atWork) {
        // An agent ends what the caller does not.
        agent.on("answered", (call) => {
          setTimeout(() => agent.phone.talking.has(call.callSid) && void agent.hangUp(call), 1_500).unref()
        })
      }
      const startedAt = performance.now()
      const to = account.inbox().number
      await Promise.all(
        Array.from({ length: calls }, () =>
          carrier.call({ from: freeCustomerNumber(), to, script: script() }),
        ),
      )
      const open = async () => (await outcomes(db, account.id)) as Record<string, number>
      const isOver = (counts: Record<string, number>) =>
        Object.entries(counts).reduce(
          (sum, [what, count]) => sum + (what.startsWith("ended") ? count : 0),
          0,
        ) === calls
      const counts = await eventually(open, isOver, limitMs)
      const seconds = (performance.now() - startedAt) / 1000
      const perSecond = (calls / seconds).toFixed(1)
      console.log(
        `${calls} calls in ${seconds.toFixed(1)} s (${perSecond} a second), ${recorder.count} webhooks`,
        counts,
      )

      expect(await overlappingOffers(db, account.id)).toEqual([])
      expect(await overlappingTalks(db, account.id)).toEqual([])
      expect(await wrongMemos(db, account.id)).toEqual([])
      expect(await wrongProjections(db, account.id)).toEqual([])
      expect(await leftBehind(db, account.id)).toEqual([])
      const {
        "ended answered": answered = 0,
        "ended abandoned caller_gave_up": gaveUp = 0,
        "ended missed failed": unheard = 0,
        ...others
      } = counts
      const overtaken = Math.max(0, gaveUp - impatient)
      console.log(`unheard ${unheard}, budget ${unheardBudget}; gave up ${gaveUp}, impatient ${impatient}`)
      console.log(`talks kept as given up: at least ${overtaken}, budget ${overtakenBudget}`)
      expect(others).toEqual({})
      expect(unheard).toBeLessThanOrEqual(unheardBudget)
      expect(overtaken).toBeLessThanOrEqual(overtakenBudget)
      expect(answered).toBeGreaterThanOrEqual(calls - impatient - unheardBudget - overtakenBudget)
    },
    limitMs + 20_000,
  )

  test("[K4] every webhook of them again, in another order, changes nothing", async () => {
    const settled = "select from public.call_effects where account_id = $1 and state = 'pending'"
    await eventually(
      async () => (await db.query(settled, [account.id])).rowCount,
      (count) => count === 0,
      30_000,
    )
    const before = await digestOf(db, account.id)
    const statuses = await recorder.replay(random)
    console.log("replayed", statuses)
    expect(Object.keys(statuses).filter((status) => Number(status) >= 300)).toEqual([])
    expect(await digestOf(db, account.id)).toEqual(before)
  }, 200_000)
})
