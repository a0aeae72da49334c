import { connect as connectTo, createServer, type Socket } from "node:net"
import { createClient } from "@supabase/supabase-js"
import { SignJWT } from "jose"
import { expect, test } from "vitest"
import { WebSocket } from "ws"
import { backend } from "./support/backend.ts"
import { join, recordBroadcasts } from "./support/channels.ts"
import { anonymous } from "./support/clients.ts"
import { sql } from "./support/sql.ts"
import { until } from "./support/until.ts"

/** A TCP relay in front of the backend whose connections can be cut. */
async function openRelay() {
  const target = new URL(backend().url)
  const pairs = new Set<Socket>()
  const server = createServer((near) => {
    const far = connectTo(Number(target.port || 80), target.hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      pairs.add(from)
      from.on("error", () => to.destroy())
      from.on("close", () => to.destroy())
      from.pipe(to)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  const cut = () => {
    for (const socket of pairs) socket.destroy()
    pairs.clear()
  }
  const close = () => {
    cut()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}`, cut, close }
}

test.skipIf(!backend().url.startsWith("http:"))(
  "a cut connection is joined again and hears what follows",
  async () => {
    const relay = await openRelay()
    const client = createClient(relay.url, backend().publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { reconnectAfterMs: () => 20 },
    })
    const topic = `contract-reconnect-${process.pid}`
    const channel = client.channel(topic)
    const seen = recordBroadcasts(channel)
    const statuses: string[] = []
    await join(channel, (status) => statuses.push(status))
    relay.cut()
    await until(
      "it is joined a second time",
      () => statuses.filter((status) => status === "SUBSCRIBED").length === 2,
    )
    await sql("select realtime.send('{}', 'after the cut', $1, false)", [topic])
    await until("the message", () => seen.length === 1)
    await client.removeAllChannels()
    relay.close()
  },
)

test("a socket without a valid key is not opened", async () => {
  const address = `${backend().url.replace(/^http/, "ws")}/realtime/v1/websocket?vsn=2.0.0`
  for (const key of ["", "&apikey=sb_publishable_wrong"]) {
    const socket = new WebSocket(`${address}${key}`)
    const outcome = await new Promise((resolve) => {
      socket.once("open", () => resolve("open"))
      socket.once("error", () => resolve("refused"))
    })
    expect(outcome).toBe("refused")
  }
})

test("a token signed by somebody else does not join", async () => {
  const client = anonymous()
  const forged = await new SignJWT({ role: "service_role" })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode("not the project's key, whatever it is"))
  await client.realtime.setAuth(forged)
  const answer = await join(client.channel("contract-forged", { config: { private: true } }))
  expect(answer.status).toBe("CHANNEL_ERROR")
  await client.removeAllChannels()
})

test("the older serialisation is served, too", async () => {
  const { url, publishableKey } = backend()
  const topic = `contract-old-${process.pid}`
  const old = createClient(url, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { vsn: "1.0.0" },
  })
  const [from, to] = [anonymous(), old]
  const channel = to.channel(topic)
  const seen = recordBroadcasts(channel)
  const sender = from.channel(topic)
  await Promise.all([join(channel), join(sender)])
  await sender.send({ type: "broadcast", event: "new to old", payload: { n: 1 } })
  expect(await until("the message", () => seen[0])).toMatchObject({ event: "new to old", payload: { n: 1 } })
  await Promise.all([from.removeAllChannels(), to.removeAllChannels()])
})
