import { randomInt, randomUUID } from "node:crypto"
import type { Page } from "@playwright/test"
import { AgentPage } from "../../tests/e2e/pages/agent-page.ts"
import { createAccount, type TestAccount } from "../../tests/support/accounts.ts"
import { compare, type Row } from "../measure.ts"
import type { Bench } from "../stack.ts"
import { launchBrowser, openContext } from "./agent-browser.ts"
import { now } from "./clock.ts"
import { RealtimeSocket } from "./realtime-socket.ts"

declare global {
  interface Window {
    /** When the page first showed each text asked for, in milliseconds since 1970. */
    shownAt: Record<string, number>
    heardAt: number[]
  }
}

const plain = "bench-screen"

/** The commit of a missed call until its row is on the screen of an agent who looks at the list. */
export async function missedToScreen({ product, database }: Bench): Promise<Row[]> {
  const account = await createAccount(database, { members: { agent: { inboxes: { 0: "operator" } } } })
  const { url, publishableKey } = product.supabase
  const browser = await launchBrowser()
  const sender = await RealtimeSocket.open(url, publishableKey)
  try {
    const agent = await AgentPage.open(await openContext(browser, product.appUrl), account.member("agent"))
    await agent.signIn()
    await agent.putPhoneOff()
    await agent.goTo(account.inbox().name, "不在着信")
    await listenInPage(
      agent.page,
      `${url.replace(/^http/, "ws")}/realtime/v1/websocket?apikey=${publishableKey}&vsn=1.0.0`,
    )
    await sender.join(plain)
    const db = await database.connect()
    let heard = 0
    try {
      return [
        await compare({
          name: "missed_to_screen",
          floor: "a plain broadcast to a socket of the same page",
          n: 40,
          sample: async () => {
            const digits = String(randomInt(10_000_000, 99_999_999))
            const shown = `090-${digits.slice(0, 4)}-${digits.slice(4)}`
            await watchFor(agent.page, shown)
            await db.query("begin")
            await insertMissed(db, account, `+8190${digits}`)
            const begun = now()
            await db.query("commit")
            const at = await agent.page.waitForFunction((text) => window.shownAt[text], shown)
            return Number(await at.jsonValue()) - begun
          },
          floorSample: async () => {
            heard += 1
            const begun = now()
            sender.broadcast(plain)
            const at = await agent.page.waitForFunction((nth) => window.heardAt[nth - 1], heard)
            return Number(await at.jsonValue()) - begun
          },
        }),
      ]
    } finally {
      db.release()
    }
  } finally {
    sender.close()
    await browser.close()
  }
}

/** Notes when `text` appears anywhere on the page. */
async function watchFor(page: Page, text: string): Promise<void> {
  await page.evaluate((wanted) => {
    window.shownAt ??= {}
    const observer = new MutationObserver(() => {
      if (!document.body.textContent?.includes(wanted)) return
      window.shownAt[wanted] = performance.timeOrigin + performance.now()
      observer.disconnect()
    })
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  }, text)
}

/** Joins the plain topic from inside the page and notes when each broadcast arrives. */
async function listenInPage(page: Page, address: string): Promise<void> {
  await page.evaluate(
    ([url, topic]) =>
      new Promise<void>((resolve) => {
        window.heardAt = []
        const socket = new WebSocket(url)
        const join = {
          topic: `realtime:${topic}`,
          event: "phx_join",
          payload: { config: {} },
          ref: "1",
          join_ref: "1",
        }
        socket.onopen = () => socket.send(JSON.stringify(join))
        socket.onmessage = ({ data }) => {
          const { event } = JSON.parse(String(data)) as { event: string }
          if (event === "broadcast") window.heardAt.push(performance.timeOrigin + performance.now())
          else if (event === "phx_reply") resolve()
        }
      }),
    [address, plain] as const,
  )
}

type Queryable = { query(sql: string, values?: unknown[]): Promise<unknown> }

/** What the routing function leaves behind for a call nobody answered, on the open transaction of `db`. */
async function insertMissed(db: Queryable, account: TestAccount, number: string): Promise<void> {
  const [call, ticket, message] = [randomUUID(), randomUUID(), randomUUID()]
  const inbox = account.inbox()
  await db.query(
    `insert into public.tickets (id, account_id, inbox_id, number, customer_number)
     select $1, $2, $3, coalesce(max(number), 0) + 1, $4 from public.tickets where account_id = $2`,
    [ticket, account.id, inbox.id, number],
  )
  await db.query(
    `insert into public.calls (id, account_id, inbox_id, phone_number_id, queue_id, ticket_id, direction, state, outcome,
       reason, version, customer_number, contract_number, started_at, ended_at)
     values ($1, $2, $3, $4, $5, $6, 'inbound', 'ended', 'missed', 'caller_gave_up', 1, $7, $8,
       now() - interval '9 seconds', now())`,
    [call, account.id, inbox.id, inbox.phoneNumberId, inbox.queueId, ticket, number, inbox.number],
  )
  await db.query(
    `insert into public.messages (id, account_id, inbox_id, ticket_id, kind, customer_number)
     values ($1, $2, $3, $4, 'missed_call', $5)`,
    [message, account.id, inbox.id, ticket, number],
  )
  await db.query(
    `insert into public.call_memos (message_id, account_id, inbox_id, call_id, kind, direction, customer_number,
       contract_number, reason, started_at, ended_at)
     values ($1, $2, $3, $4, 'missed_call', 'inbound', $5, $6, 'caller_gave_up', now() - interval '9 seconds', now())`,
    [message, account.id, inbox.id, call, number, inbox.number],
  )
}
