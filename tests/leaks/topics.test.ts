import { createClient, type RealtimeChannel } from "@supabase/supabase-js"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import * as topicNames from "../../lib/realtime/topics.ts"
import { ask } from "./api.ts"
import { listTopicPolicies } from "./catalog.ts"
import { type Fixture, openFixture } from "./fixture.ts"
import { topics } from "./matrix.ts"
import { everybody, type Persona } from "./personas.ts"

let f: Fixture & { epoch: number; accountEpoch: number }
beforeAll(async () => {
  const fixture = await openFixture(inject("sql"))
  // A change of membership first, so that there is an earlier epoch.
  await fixture.db.query("update public.inbox_members set role = 'manager' where member_id = $1", [
    fixture.member("manager").id,
  ])
  await fixture.db.query("update public.inbox_members set role = 'operator' where member_id = $1", [
    fixture.member("operator").id,
  ])
  await fixture.db.query("update public.inboxes set epoch = epoch + 1 where id = $1", [fixture.inbox])
  await fixture.db.query("update public.members set disabled_at = now() where id = $1", [
    fixture.account.member("spare").id,
  ])
  const { rows } = await fixture.db.query(
    "select i.epoch, a.epoch as account_epoch from public.inboxes i join public.accounts a on a.id = i.account_id where i.id = $1",
    [fixture.inbox],
  )
  f = { ...fixture, epoch: rows[0].epoch, accountEpoch: rows[0].account_epoch }
})
afterAll(() => f.close())

test("[K10] every policy on messages has a topic in the matrix, and every name the app makes", async () => {
  const rows = Object.values(topics).filter(({ policy }) => policy !== "")
  expect([...new Set(rows.map(({ policy }) => policy))].sort()).toEqual(await listTopicPolicies(f.db))
  expect([...new Set(rows.map(({ madeBy }) => madeBy))].sort()).toEqual(Object.keys(topicNames).sort())
})

/** A connection as that person, its token known before the first join; closed by the caller. */
async function connect(persona: Persona) {
  const { url, publishableKey } = f.stack
  const client = createClient(url, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    accessToken: async () => f.token(persona),
  })
  await client.realtime.setAuth()
  return client
}

/** Whether the server lets the person in. */
function joins(channel: RealtimeChannel): Promise<boolean> {
  return new Promise((resolve, reject) => {
    channel.subscribe((status, error) => {
      if (status === "SUBSCRIBED") resolve(true)
      else if (status === "CHANNEL_ERROR" && error && /unauthorized|permission/i.test(error.message))
        resolve(false)
      else if (status === "TIMED_OUT" || status === "CHANNEL_ERROR") reject(error ?? new Error(status))
    })
  })
}

describe.each(Object.entries(topics))("%s", (_, rights) => {
  // Each on a connection of their own, which takes most of the time to close.
  test.concurrent.each(everybody)("[K10] %s listens", async (persona) => {
    const client = await connect(persona)
    try {
      const channel = client.channel(rights.topic(f), { config: { private: true } })
      expect(await joins(channel)).toBe(rights.listen.includes(persona))
    } finally {
      await client.removeAllChannels()
      await client.realtime.disconnect()
    }
  })
})

test("[K7][K10] nobody can send anything on any private topic, over the socket or by request", async () => {
  const present = Object.values(topics).flatMap(({ topic, listen }) =>
    listen.includes("assistant") ? topic(f) : [],
  )
  expect(present).toHaveLength(3)
  const listener = await connect("assistant")
  const senders = await Promise.all(
    everybody.map(async (persona) => ({ persona, by: await connect(persona) })),
  )
  const forge = async ({ persona, by }: (typeof senders)[number], topic: string) => {
    const payload = { seq: 1, changes: [], forgedBy: persona }
    const channel = by.channel(topic, { config: { private: true, broadcast: { ack: true } } })
    // Nobody answers what is refused; the client would wait for ten seconds.
    if (await joins(channel))
      await channel.send({ type: "broadcast", event: "change", payload }, { timeout: 500 })
    const messages = [{ topic, event: "change", payload, private: true }]
    await ask(f, persona, "/realtime/v1/api/broadcast", { method: "POST", body: { messages } })
  }
  try {
    const heard = await Promise.all(
      present.map(async (topic) => {
        const found: unknown[] = []
        const channel = listener.channel(topic, { config: { private: true } })
        channel.on("broadcast", { event: "*" }, ({ payload }) => void found.push(payload))
        expect(await joins(channel)).toBe(true)
        return found
      }),
    )
    await Promise.all(senders.flatMap((sender) => present.map((topic) => forge(sender, topic))))
    // The database's own messages come after whatever was forged: once they are here, the others would be.
    await f.db.query("update public.members set name = name || '.' where id = $1", [f.member("assistant").id])
    await f.db.query("update public.tickets set subject = subject || '.' where id = $1", [f.ticket])
    const isHeard = async () => {
      await f.db.query("select private.send_held()")
      return heard.every(({ length }) => length > 0)
    }
    await expect.poll(isHeard, { timeout: 5000 }).toBe(true)
    expect(JSON.stringify(heard)).not.toContain("forgedBy")
  } finally {
    for (const client of [listener, ...senders.map(({ by }) => by)]) {
      await client.removeAllChannels()
      await client.realtime.disconnect()
    }
  }
})

test("[K10] a public channel of the same name hears nothing of the private topic", async () => {
  const stranger = await connect("foreign")
  const member = await connect("assistant")
  const topic = topics["member:<id>"]?.topic(f) ?? ""
  try {
    const overheard: unknown[] = []
    const open = stranger.channel(topic, { config: { private: false } })
    open.on("broadcast", { event: "*" }, (message) => void overheard.push(message))
    expect(await joins(open)).toBe(true)
    const heard: unknown[] = []
    const channel = member.channel(topic, { config: { private: true } })
    channel.on("broadcast", { event: "change" }, (message) => void heard.push(message))
    expect(await joins(channel)).toBe(true)
    await f.db.query("update public.members set name = name || '.' where id = $1", [f.member("assistant").id])
    await expect.poll(() => heard.length, { timeout: 5000 }).toBeGreaterThan(0)
    expect(overheard).toEqual([])
  } finally {
    for (const client of [stranger, member]) {
      await client.removeAllChannels()
      await client.realtime.disconnect()
    }
  }
})
