import { writeFileSync } from "node:fs"
import { join as joinPath } from "node:path"
import { createClient } from "@supabase/supabase-js"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { SupabaseStack } from "../../../../local/supabase/options.ts"
import { startSupabase } from "../../../../local/supabase/start.ts"
import { join } from "../support/channels.ts"
import { until } from "../support/until.ts"
import { clear, newDataDir } from "./stack-process.ts"

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
/** Seconds a token lives here: long enough to join, short enough to wait for its end. */
const life = 6
let dataDir: string
let stack: SupabaseStack
beforeEach(async () => {
  dataDir = newDataDir()
  const configFile = joinPath(dataDir, "config.toml")
  writeFileSync(configFile, `[auth]\njwt_expiry = ${life}\n`)
  stack = await startSupabase({ dataDir, ports: { gateway: 0, postgres: 0 }, configFile, log: () => {} })
})
afterEach(async () => {
  await stack.stop()
  await clear(dataDir)
})

test("the end of a token closes its channel and its way to Auth, until it is renewed", async () => {
  const options = { auth: { persistSession: false, autoRefreshToken: false } }
  const [email, password] = ["short@example.invalid", "a good password"]
  const server = createClient(stack.url, stack.secretKey, options)
  await server.auth.admin.createUser({ email, password, email_confirm: true })
  const client = createClient(stack.url, stack.publishableKey, options)
  const { data } = await client.auth.signInWithPassword({ email, password })
  const token = data.session?.access_token ?? ""
  await client.realtime.setAuth(token)
  const statuses: string[] = []
  const messages: string[] = []
  const channel = client.channel("until-then")
  channel.on("system", {}, (message) => messages.push(message.message))
  await join(channel, (status) => statuses.push(status))
  expect(statuses).toEqual(["SUBSCRIBED"])
  await until("the channel is closed", () => statuses.includes("CLOSED"), 30_000)
  expect(messages).toEqual([expect.stringContaining("expired")])
  // PostgREST is lenient by 30 s, here and hosted.
  const ask = (bearer: string) =>
    fetch(`${stack.url}/auth/v1/user`, {
      headers: { apikey: stack.publishableKey, authorization: `Bearer ${bearer}` },
    })
  expect((await ask(token)).status).toBe(403)
  const renewed = await client.auth.refreshSession({ refresh_token: data.session?.refresh_token ?? "" })
  expect((await ask(renewed.data.session?.access_token ?? "")).status).toBe(200)
  await client.removeAllChannels()
})
