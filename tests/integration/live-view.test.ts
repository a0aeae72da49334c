import { afterEach, beforeEach, expect, test } from "vitest"
import type { TicketStatus } from "@/lib/tickets/rules"
import { missCall, openLivePage } from "./support/live-page.ts"
import { callBecomes } from "./support/tables.ts"
import { World } from "./support/world.ts"

let world: World
beforeEach(async () => {
  world = await World.open({ offerSeconds: 30, maxWaitSeconds: 60, afterCallSeconds: 0 })
})
afterEach(() => world.close())

test("[K13] a call that passes is shown in every list without a single reading", async () => {
  const agent = await world.agent("first")
  const { ticket, number } = await missCall(world)
  const page = await openLivePage(world, "second", ticket)
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

test("[K7] a page that missed messages shows the truth in every list, and on the phone, after one reading each", async () => {
  const { ticket, number, session } = await missCall(world)
  const page = await openLivePage(world, "second", ticket)
  const agent = await world.agent("second")
  await page.isLive()
  await page.showsTheTruth()

  const ways: Record<string, { lose: () => Promise<unknown>; mend: () => Promise<unknown> }> = {
    "the socket was cut": { lose: page.cut, mend: page.mend },
    "the laptop slept": { lose: async () => page.deafen(), mend: () => page.registry.goOnline() },
  }
  let status: TicketStatus = "open"
  for (const [name, { lose, mend }] of Object.entries(ways)) {
    page.forgetReads()
    await lose()
    status = status === "open" ? "done" : "open"
    await session.client.rpc("set_ticket_status", { p_ticket_id: ticket.id, p_status: status })
    const { sid } = await world.call({ from: number })
    await mend()
    await page.isLive()
    const ring = await agent.nextRing()
    await page.showsTheTruth()
    expect([name, page.lists.find((one) => one.name === "phone")?.list.state().rows]).toMatchObject([
      name,
      [{ calls: { offer: { id: expect.any(String) } } }],
    ])
    const once = Object.fromEntries(page.lists.map((one) => [one.name, 1]))
    expect([name, page.reads()]).toEqual([name, once])
    // And it hears what follows: nothing is read for the end of the call.
    await world.carrier.act(sid, { hangup: true })
    await agent.phone.untilCancelled(ring.callSid)
    await callBecomes(world.db, sid, ({ state }) => state === "ended")
    await page.showsTheTruth()
    expect([name, page.reads()]).toEqual([name, once])
  }
  await page.close()
})
