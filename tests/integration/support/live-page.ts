import { expect } from "vitest"
import { missedListSpec } from "@/components/inbox/use-missed-list"
import { ticketListSpec } from "@/components/inbox/use-ticket-list"
import { inboxSpec } from "@/components/session/inboxes-provider"
import { ownPhoneSpec } from "@/components/softphone/own-phone/use-own-phone"
import { presenceSpec } from "@/components/softphone/status/use-presence"
import { ticketSpec } from "@/components/ticket/use-ticket"
import { timelineSpec } from "@/components/ticket/use-ticket-page"
import { listInboxes, listTickets } from "@/lib/inboxes/queries"
import type { InboxRow } from "@/lib/inboxes/schema"
import { listMissed } from "@/lib/missed/queries"
import { getOwnPhone } from "@/lib/phone/queries"
import { listPresence } from "@/lib/presence/queries"
import { ChannelRegistry } from "@/lib/realtime/channel-registry"
import { type ListSpec, LiveList } from "@/lib/realtime/live-list"
import { supabasePort } from "@/lib/realtime/supabase-port"
import { accountPresenceTopic, inboxTopic, memberTopic, type Topic } from "@/lib/realtime/topics"
import { getTicket, listTimeline } from "@/lib/tickets/queries"
import type { TicketRow } from "@/lib/tickets/schema"
import { AppSession } from "./app-session.ts"
import { eventually } from "./eventually.ts"
import { callBecomes } from "./tables.ts"
import type { World } from "./world.ts"

/** What is told of an inbox; a reading says more of it. */
const sidebarRow = ({ id, name, position, counts }: InboxRow): InboxRow => ({ id, name, position, counts })

/** A page without a screen: its topics over the real service, its lists by the page's own specs, readings counted. */
export async function openLivePage(world: World, key: string, ticket: TicketRow) {
  const member = world.account.member(key)
  const session = await AppSession.signIn(world.product, member)
  const client = session.client
  const port = supabasePort(client)
  let isCut = false
  const buried: (() => void)[] = []
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
  open(
    "sidebar",
    inbox,
    inboxSpec(inboxId, () => listInboxes(client)),
    async () => (await listInboxes(client)).map(sidebarRow),
  )
  open(
    "ticket",
    inbox,
    ticketSpec(ticket.id, () => getTicket(client, ticket.number)),
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
      const { row } = await getOwnPhone(client)
      return [{ offer: row?.offer?.id ?? null, call: row?.call?.facts.callId ?? null }]
    },
  )

  /** What each list shows, in words that can be compared with a fresh reading. */
  const shown = ({ name, list }: (typeof lists)[number]) => {
    const { rows: known } = list.state()
    if (name === "sidebar") return known?.map((row) => sidebarRow(row as InboxRow))
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
    /** Resolves when everything is heard. */
    async isLive() {
      await eventually(
        async () => registry.currentHealth(),
        (health) => health === "live",
        30_000,
      )
    },
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
    /** The network is gone, and says so. */
    async cut() {
      isCut = true
      await client.realtime.disconnect()
    },
    async mend() {
      isCut = false
      await registry.goOnline()
    },
    /** As after a sleep: the socket looks open, hears nothing, and never says that it is closed. */
    deafen() {
      const { socketAdapter } = client.realtime as unknown as {
        socketAdapter: { getSocket(): { conn: WebSocket } }
      }
      const { conn } = socketAdapter.getSocket()
      const close = conn.close.bind(conn)
      buried.push(() => close())
      let state: number = WebSocket.OPEN
      Object.assign(conn, { onmessage: null, onclose: null, send: () => undefined })
      Object.defineProperty(conn, "readyState", { get: () => state })
      conn.close = () => {
        state = WebSocket.CLOSING
      }
    },
    forgetReads() {
      for (const one of lists) one.reads = 0
    },
    reads: () => Object.fromEntries(lists.map(({ name, reads }) => [name, reads])),
    async close() {
      await client.removeAllChannels()
      await client.realtime.disconnect()
      for (const close of buried) close()
    },
  }
}

/** A caller whom nobody answers, with the ticket their call leaves. */
export async function missCall(world: World, from?: string) {
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
