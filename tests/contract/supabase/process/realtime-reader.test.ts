import { readFileSync } from "node:fs"
import { join as joinPath } from "node:path"
import { createClient } from "@supabase/supabase-js"
import pg from "pg"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { SupabaseStack } from "../../../../local/supabase/options.ts"
import { startSupabase } from "../../../../local/supabase/start.ts"
import { join } from "../support/channels.ts"
import { until } from "../support/until.ts"
import { clear, newDataDir } from "./stack-process.ts"

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
let dataDir: string
let stack: SupabaseStack
let superuser: pg.Client
beforeEach(async () => {
  dataDir = newDataDir()
  stack = await startSupabase({ dataDir, ports: { gateway: 0, postgres: 0 }, log: () => {} })
  const { servicePassword } = JSON.parse(readFileSync(joinPath(dataDir, "secrets.json"), "utf8"))
  const address = new URL(stack.dbUrl)
  address.username = "supabase_admin"
  address.password = servicePassword
  superuser = new pg.Client({ connectionString: address.toString() })
  await superuser.connect()
})
afterEach(async () => {
  await superuser.end()
  await stack.stop()
  await clear(dataDir)
})

test("[K7] without a slot for seconds Realtime takes up one sender at most, closes its sockets, and is heard again afterwards", async () => {
  const client = createClient(stack.url, stack.secretKey, { auth: { persistSession: false } })
  const heard: number[] = []
  const statuses: string[] = []
  const channel = client.channel("news")
  channel.on("broadcast", { event: "change" }, ({ payload }) => heard.push(payload.n))
  await join(channel, (status) => statuses.push(status))
  const say = (n: number) =>
    superuser.query("select realtime.send(jsonb_build_object('n', $1::int), 'change', 'news', false)", [n])
  await say(1)
  await until("the first message", () => heard.includes(1))

  // Every slot is taken and the reader's connection is cut: it cannot make its slot again.
  const senders = async () =>
    (await superuser.query("select pid from pg_stat_activity where backend_type = 'walsender'")).rows
  const { rows } = await superuser.query("show max_replication_slots")
  const [{ max_replication_slots: most }] = rows
  await superuser.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'walsender'",
  )
  await superuser.query(
    "select pg_create_physical_replication_slot('taken_' || n) from generate_series(1, $1::int - (select count(*)::int from pg_replication_slots)) n",
    [most],
  )
  await until("the socket is closed", () =>
    statuses.some((status) => status === "CLOSED" || status === "CHANNEL_ERROR"),
  )
  const seen: number[] = []
  const closedAt = performance.now()
  await until("it has tried for seconds", async () => {
    seen.push((await senders()).length)
    return performance.now() - closedAt > 3000
  })
  expect(Math.max(...seen)).toBeLessThanOrEqual(1)
  // Nobody gets a socket on which nothing would ever be said.
  const refused = await fetch(`${stack.url}/realtime/v1/websocket?apikey=${stack.publishableKey}&vsn=1.0.0`, {
    headers: { connection: "upgrade", upgrade: "websocket" },
  }).catch(() => null)
  expect(refused?.ok ?? false).toBe(false)

  await superuser.query(
    "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name like 'taken_%'",
  )
  // The client comes back by itself, as pages do, and hears what is said from then on.
  await until(
    "the next message",
    async () => {
      await say(2)
      return heard.includes(2)
    },
    30_000,
  )
  expect((await senders()).length).toBe(1)
  await client.removeAllChannels()
  await client.realtime.disconnect()
})
