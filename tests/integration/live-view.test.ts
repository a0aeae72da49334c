import { afterEach, beforeEach, expect, test } from "vitest"
import { missedListSpec } from "@/components/inbox/use-missed-list"
import { ticketListSpec } from "@/components/inbox/use-ticket-list"
import { presenceSpec } from "@/components/softphone/status/use-presence"
import { ownPhoneSpec } from "@/components/softphone/use-own-phone"
import { timelineSpec } from "@/components/ticket/use-ticket-page"
import { listTickets } from "@/lib/inboxes/queries"
import { listMissed } from "@/lib/missed/queries"
import { getMyPhone } from "@/lib/phone/queries"
import { listPresence } from "@/lib/presence/queries"
import { ChannelRegistry } from "@/lib/realtime/channel-registry"
import { type ListSpec, LiveList } from "@/lib/realtime/live-list"
import { supabasePort } from "@/lib/realtime/supabase-port"
import { accountPresenceTopic, inboxTopic, memberTopic, type Topic } from "@/lib/realtime/topics"
import type { BrowserClient } from "@/lib/supabase/browser"
import { listTimeline } from "@/lib/tickets/queries"
import type { TicketRow } from "@/lib/tickets/schema"
import { AppSession } from "./support/app-session.ts"
import { eventually } from "./support/eventually.ts"
import { callBecomes } from "./support/tables.ts"
import { World } from "./support/world.ts"

let world: World
beforeEach(async () => {
  world = await World.open({ offerSeconds: 5, maxWaitSeconds: 60, afterCallSeconds: 0 })
})
afterEach(() => world.close())

/** A page without a screen: its topics over the real service, its lists by the page's own specs, readings counted. */
async function openPage(key: string, ticket: TicketRow) {
  const member = world.account.member(key)
  const session = await AppSession.signIn(world.product, member)
  const client = session.client as unknown as BrowserClient
  const port = supabasePort(client)
  let isCut = false
  const registry = new ChannelRegistry({
    ...port,
    join: (...asked) => (isCut ? Promise.reject(new Error("no network")) : port.join(...asked)),
  })
  const { rows } = await world.db.query(
    "select i.epoch, a.epoch as account_epoch from public.inboxes i join public.accounts a on a.id = i.account_id where i.id = $1",
    [ticket.inboxId],
  )
  const inbox = inboxTopic({ id: ticket.inboxId, epoch: rows[0].epoch })
  const { inboxId } = ticket
  const lists: {
    name: string
    list: LiveList<unknown, unknown>
    reads: number
    fresh: () => Promise<unknown[]>
  }[] = []
  const open = <Row, Beside>(
    name: string,
    topic: Topic,
    spec: ListSpec<Row, Beside>,
    fresh: () => Promise<unknown[]> = async () => (await spec.read(null, null)).rows,
  ) => {
    const one = { name, reads: 0, fresh }
    const counted = {
      ...spec,
      read: (...asked: Parameters<typeof spec.read>) => {
        entry.reads++
        return spec.read(...asked)
      },
    }
    const list = new LiveList(counted) as unknown as LiveList<unknown, unknown>
    const entry = Object.assign(one, { list })
    lists.push(entry)
    list.watch(() => undefined)
    registry.listen(topic, list)
  }
  for (const status of ["open", "done"] as const) {
    open(
      `tickets ${status}`,
      inbox,
      ticketListSpec({ inboxId, status }, (...page) => listTickets(client, { inboxId, status }, ...page)),
    )
  }
  open(
    "missed",
    inbox,
    missedListSpec({ inboxId, category: "missed" }, (...page) =>
      listMissed(client, { inboxId, category: "missed" }, ...page),
    ),
  )
  open(
    "timeline",
    inbox,
    timelineSpec(ticket, (...page) => listTimeline(client, ticket.id, ...page)),
  )
  const presence = accountPresenceTopic({ id: world.account.id, epoch: rows[0].account_epoch })
  open(
    "presence",
    presence,
    presenceSpec(() => listPresence(client)),
  )
  open(
    "phone",
    memberTopic(member.id),
    ownPhoneSpec(member.id, async () => client),
    async () => {
      const { row } = await getMyPhone(client)
      return [{ offer: row?.offer?.id ?? null, call: row?.call?.facts.callId ?? null }]
    },
  )

  /** What each list shows, in words that can be compared with a fresh reading. */
  const shown = ({ name, list }: (typeof lists)[number]) => {
    const { rows: known } = list.state()
    if (name !== "phone") return known
    const { calls } = (known?.[0] ?? { calls: { offer: null, call: null } }) as {
      calls: { offer: { id: string } | null; call: { facts: { callId: string } } | null }
    }
    return [{ offer: calls.offer?.id ?? null, call: calls.call?.facts.callId ?? null }]
  }
  const bySize = (found: unknown[] | undefined) => found?.map((row) => JSON.stringify(row)).sort()
  return {
    registry,
    client,
    lists,
    /** Resolves when every list shows what a fresh reading finds. */
    async showsTheTruth() {
      for (const one of lists) {
        const truth = await eventually(
          async () => ({ known: bySize(shown(one)), read: bySize(await one.fresh()) }),
          ({ known, read }) => JSON.stringify(known) === JSON.stringify(read),
        )
        expect(truth?.known, one.name).toEqual(truth?.read)
      }
    },
    async cut() {
      isCut = true
      await client.realtime.disconnect()
    },
    async mend() {
      isCut = false
      await registry.goOnline()
    },
    forgetReads() {
      for (const one of lists) one.reads = 0
    },
    reads: () => Object.fromEntries(lists.map(({ name, reads }) => [name, reads])),
    async close() {
      await client.removeAllChannels()
      await client.realtime.disconnect()
    },
  }
}

/** A caller whom nobody answers, with the ticket their call leaves. */
async function missCall(from?: string) {
  const { sid, from: number } = await world.call(from ? { from } : {})
  await callBecomes(world.db, sid, () => true)
  await world.carrier.act(sid, { hangup: true })
  const call = await callBecomes(world.db, sid, ({ state }) => state === "ended", 20_000)
  const session = await AppSession.signIn(world.product, world.account.member("second"))
  const inboxId = world.account.inbox().id
  const { rows } = await listTickets(session.client, { inboxId, status: "open" })
  const ticket = rows.find(({ id }) => id === call.ticket_id) ?? rows[0]
  if (!ticket) throw new Error("no ticket")
  return { number, ticket, session }
}

test("[K13] a call that passes is shown in every list without a single reading", async () => {
  const agent = await world.agent("first")
  const { ticket, number } = await missCall()
  const page = await openPage("second", ticket)
  await page.showsTheTruth()
  page.forgetReads()
  const { sid } = await world.call({ from: number })
  const ring = await agent.nextRing()
  await page.showsTheTruth()
  agent.phone.answer(ring.callSid)
  await callBecomes(world.db, sid, ({ state }) => state === "talking")
  await page.showsTheTruth()
  await world.carrier.act(sid, { hangup: true })
  await callBecomes(world.db, sid, ({ state }) => state === "ended")
  await page.showsTheTruth()
  const none = Object.fromEntries(page.lists.map(({ name }) => [name, 0]))
  expect(page.reads()).toEqual(none)
  await page.close()
})

test("[K7] a page whose socket was cut shows the truth in every list after one reading each", async () => {
  const { ticket, number, session } = await missCall()
  const page = await openPage("second", ticket)
  await page.showsTheTruth()
  page.forgetReads()
  await page.cut()
  await missCall(number)
  await session.client.rpc("set_ticket_status", { p_ticket_id: ticket.id, p_status: "done" })
  expect(page.reads()["tickets open"]).toBe(0)
  await page.mend()
  await eventually(
    async () => page.registry.currentHealth(),
    (health) => health === "live",
    20_000,
  )
  await page.showsTheTruth()
  const once = Object.fromEntries(page.lists.map(({ name }) => [name, 1]))
  expect(page.reads()).toEqual(once)
  await page.close()
})
