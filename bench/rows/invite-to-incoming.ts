import type { Pool } from "pg"
import { CarrierControl } from "../../local/carrier/control/client.ts"
import { syncNumbers } from "../../local/product/numbers.ts"
import { AgentPage } from "../../tests/e2e/pages/agent-page.ts"
import { createAccount, freeCustomerNumber } from "../../tests/support/accounts.ts"
import { compare, type Row, row } from "../measure.ts"
import type { Bench } from "../stack.ts"
import { launchBrowser, openContext } from "./agent-browser.ts"
import { now } from "./clock.ts"
import { openSdkPage } from "./sdk-page.ts"
import { untilSettled } from "./settled.ts"

declare global {
  interface Window {
    ringingAt: number[]
  }
}

/** How far away the provider is in `ring_far_away`: ms added to each REST answer and each webhook. */
const farAwayMs = 120

/** When such a fact of the account's newest call was written, in ms since 1970: the beginning of the transaction that did. */
async function writtenAt(database: Pool, accountId: string, fact: string): Promise<number> {
  const { rows } = await database.query<{ at: string }>(
    `select extract(epoch from recorded_at) * 1000 as at from public.call_events
     where account_id = $1 and kind = $2 order by recorded_at desc limit 1`,
    [accountId, fact],
  )
  return Number(rows[0]?.at)
}

/**
 * A customer's call until the Voice SDK's `incoming` on the agent's page: webhook, decision, offer, acknowledgement,
 * conference, leg, ring; the part of it that begins with the offer; and the part that begins with its acknowledgement, once
 * more with a provider that is far away. The page tells the app of `incoming` at once, which is where it is read.
 */
export async function inviteToIncoming({ product, database }: Bench): Promise<Row[]> {
  const account = await createAccount(database, {
    members: { agent: { inboxes: { 0: "operator" } } },
    isRecorded: false,
    afterCallSeconds: 0,
  })
  await syncNumbers(product)
  const carrier = new CarrierControl(product.carrier.url, product.carrier.controlToken)
  const browser = await launchBrowser()
  try {
    const context = await openContext(browser, product.appUrl)
    await context.addInitScript(() => {
      window.ringingAt = []
      const original = window.fetch
      window.fetch = (input, init) => {
        if (
          /\/api\/phone\/offers\/[^/]+\/ringing$/.test(String(input instanceof Request ? input.url : input))
        )
          window.ringingAt.push(performance.timeOrigin + performance.now())
        return original(input, init)
      }
    })
    const agent = await AgentPage.open(context, account.member("agent"))
    await agent.startWork()
    const sdk = await openSdkPage(browser, product)
    let calls = 0
    const fromOffer: number[] = []
    const fromAcknowledgement: number[] = []
    const ofCarrier: number[] = []

    const ring = async () => {
      const begun = now()
      const { sid } = await carrier.call({
        from: freeCustomerNumber(),
        to: account.inbox().number,
        script: [{ wait: 60_000 }],
      })
      calls += 1
      const at = await agent.page.waitForFunction((nth) => window.ringingAt[nth - 1], calls)
      const rang = Number(await at.jsonValue())
      fromOffer.push(rang - (await writtenAt(database, account.id, "offer_announced")))
      fromAcknowledgement.push(rang - (await writtenAt(database, account.id, "offer_acknowledged")))
      await carrier.act(sid, { hangup: true })
      // Free again before the next call, or it would wait; and nothing of this one left to do beside the next.
      await agent.answerButton.waitFor({ state: "hidden" })
      await untilSettled(database, carrier, account.id)
      return rang - begun
    }
    const floor = "the carrier asked for a call to the unmodified SDK on an empty page, until its incoming"
    const n = 30
    const floorSample = async () => {
      const taken = await sdk.ring()
      ofCarrier.push(taken)
      return taken
    }
    // Without an aim: most of it is the arrival, which other rows measure.
    const whole = await compare({ name: "invite_to_incoming", floor, n, sample: ring, floorSample })
    const [offered, near] = [fromOffer.slice(-n), fromAcknowledgement.slice(-n)]
    // A trip whose answer the ring had to wait for would add its latency: there is none but the one that rings.
    await carrier.setFaults({ latencyMs: farAwayMs })
    for (let nth = 0; nth < n; nth++) await ring()
    await carrier.setFaults({})
    const away = fromAcknowledgement.slice(-n)
    const same = `the same with the provider near by; far away it is ${farAwayMs} ms`
    const rows = [
      whole,
      { ...row("offer_to_ring", "ms", offered, floor, ofCarrier.slice(-n)), aim_p95: 8 },
      { ...row("ring_far_away", "ms", away, same, near), aim: 2 },
    ]
    await sdk.close()
    return rows
  } finally {
    await browser.close()
  }
}
