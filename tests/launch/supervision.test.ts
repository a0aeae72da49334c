import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { createClient } from "@supabase/supabase-js"
import { afterAll, beforeAll, expect, it } from "vitest"
import { CarrierControl } from "../../local/carrier/control/client.ts"
import { ensureBuild } from "../../local/product/build.ts"
import { type Ports, settlePorts } from "../../local/product/ports.ts"
import { loadSecrets as productSecrets } from "../../local/product/secrets.ts"
import { removeData, temporaryData } from "../../local/product/temporary-data.ts"
import { isAlive } from "../../local/supabase/process/command-line.ts"
import { loadSecrets } from "../../local/supabase/secrets.ts"
import { waitUntil } from "../../local/supabase/wait.ts"
import { notedProcesses, query } from "./data-directory.ts"
import { distDir, LauncherProcess } from "./launcher-process.ts"

// One product for all tests, in their order: each goes on with what the one before has mended.

let dataDir: string
let ports: Ports
let launcher: LauncherProcess

beforeAll(async () => {
  await ensureBuild(distDir, () => undefined)
  dataDir = temporaryData("supervision").path
  ports = await settlePorts({ app: 0, supabase: 0, postgres: 0, carrier: 0 })
  launcher = new LauncherProcess(dataDir, {
    APP_PORT: String(ports.app),
    SUPABASE_PORT: String(ports.supabase),
    POSTGRES_PORT: String(ports.postgres),
    CARRIER_PORT: String(ports.carrier),
  })
  await launcher.prints(/Toritsugi is ready/)
}, 300_000)
afterAll(async () => {
  await launcher.interrupt()
  await removeData(dataDir)
})

/** Kills the part of that name. Throws when none is noted: id 0 would be this very test. */
function kill(name: string, running: Record<string, number>): void {
  const pid = running[name]
  if (pid === undefined) throw new Error(`${name} does not run:\n${launcher.output}`)
  process.kill(pid, "SIGKILL")
}

/**
 * Kills the parts of those names; resolves when processes of the same names serve, with the process ids of before. Where the
 * launcher itself starts `part` again, it has to have seen that too: killed before, it would have died while starting.
 */
async function killAll(
  names: string[],
  part: "carrier" | "supabase" | "app" | null,
  serves: () => Promise<boolean>,
): Promise<Record<string, number>> {
  const before = notedProcesses(dataDir)
  const said = launcher.output.length
  for (const name of names) kill(name, before)
  const isBack = async () => {
    const now = notedProcesses(dataDir)
    const isOther = names.every((name) => (now[name] ?? before[name]) !== before[name])
    const isSeen = part === null || launcher.output.includes(`${part} serves again`, said)
    return isOther && isSeen && (await serves())
  }
  expect(await waitUntil(isBack, 30_000, 50), `${names} come back\n${launcher.output}`).toBe(true)
  return before
}

const ask = async (sql: string) => (await query(dataDir, ports.postgres, sql)) as Record<string, unknown>[]
const answers = async (url: string) =>
  fetch(url).then(
    ({ status }) => status < 500,
    () => false,
  )
const appServes = () => answers(`http://localhost:${ports.app}/api/health`)
const carrierServes = () => answers(`http://127.0.0.1:${ports.carrier}/`)
/** It refuses whoever does not know its secret. */
const routingServes = () => answers(`http://127.0.0.1:${ports.supabase}/functions/v1/routing`)
const databaseServes = async () => {
  const { secretKey } = await loadSecrets(join(dataDir, "supabase"))
  const client = createClient(`http://127.0.0.1:${ports.supabase}`, secretKey)
  return (await client.from("accounts").select("id")).data?.length === 1
}

it("a killed carrier is started again on its port, and its calls, which it does not know any more, end at the next tick", async () => {
  const { publishableKey } = await loadSecrets(join(dataDir, "supabase"))
  const agent = createClient(`http://127.0.0.1:${ports.supabase}`, publishableKey)
  const demo = { email: "sato@toritsugi.example", password: "toritsugi-demo" }
  expect((await agent.auth.signInWithPassword(demo)).error).toBeNull()
  const signInPhone = async () => await agent.rpc("sign_in_phone", { p_password: "phone-demo" })
  expect((await signInPhone()).error).toBeNull()
  // Without a heartbeat the call would end because nobody is there.
  const beating = setInterval(() => void signInPhone(), 3_000)
  try {
    const control = new CarrierControl(
      `http://127.0.0.1:${ports.carrier}`,
      productSecrets(dataDir).controlToken,
    )
    const [number] = await ask("select number from public.phone_numbers order by number limit 1")
    const { sid } = await control.call({ from: "+819012345678", to: String(number?.number) })
    const check = `select e.next_attempt_at > now() + interval '30 s' as is_far from public.call_effects e
      join public.call_legs l on l.call_id = e.call_id
      where l.provider_leg_id = '${sid}' and e.kind = 'check_leg' and e.state = 'pending'`
    expect(await waitUntil(async () => (await ask(check)).length === 1, 20_000, 50)).toBe(true)
    expect(await ask(check)).toEqual([{ is_far: true }])

    await killAll(["carrier"], "carrier", carrierServes)
    expect(launcher.output).toContain("carrier was ended by SIGKILL; starting carrier again")
    const call = `select c.reason from public.calls c join public.call_legs l on l.call_id = c.id
      where l.provider_leg_id = '${sid}' and c.state = 'ended'`
    expect(await waitUntil(async () => (await ask(call)).length === 1, 10_000, 50)).toBe(true)
    expect(await ask(call)).toEqual([{ reason: "caller_gave_up" }])
  } finally {
    clearInterval(beating)
    await agent.auth.signOut()
  }
})

it("killed PostgREST and Deno are started again behind the gateway", async () => {
  await killAll(
    ["postgrest", "function-routing"],
    null,
    async () => (await databaseServes()) && (await routingServes()),
  )
})

it("a killed gateway is started again on its port, and leaves nothing behind", async () => {
  const before = await killAll(["supabase"], "supabase", databaseServes)
  const { app, carrier, ...below } = before
  expect(Object.keys(below)).toEqual(expect.arrayContaining(["postgres", "postgrest", "function-routing"]))
  expect(Object.entries(below).filter(([, pid]) => isAlive(pid))).toEqual([])
  expect([app, carrier].map((pid) => isAlive(pid ?? 0))).toEqual([true, true])
})

it("killed Postgres takes the stack with it, which is started again", async () => {
  await killAll(["postgres"], "supabase", databaseServes)
  expect(launcher.output).toContain("postgres was ended by SIGKILL; starting supabase again")
})

it("an app that is killed three times within a minute ends everything, and is named with the signal", async () => {
  await killAll(["app"], "app", appServes)
  await killAll(["app"], "app", appServes)
  const processes = notedProcesses(dataDir)
  kill("app", processes)
  const isOver = await waitUntil(() => !isAlive(launcher.pid), 30_000, 50)
  expect(isOver, `it ends\n${launcher.output}`).toBe(true)
  expect(await launcher.ended()).toBe(1)
  expect(launcher.output).toContain(
    "app has died three times within a minute; the last time it was ended by SIGKILL.",
  )
  expect(launcher.output).toContain(join(dataDir, "logs", "app.log"))
  expect(Object.entries(processes).filter(([, pid]) => isAlive(pid))).toEqual([])
  for (const back of ["app.1.log", "app.2.log"]) expect(existsSync(join(dataDir, "logs", back))).toBe(true)
  expect(readFileSync(join(dataDir, "logs", "supabase.log"), "utf8")).not.toContain("isFinal")
})
