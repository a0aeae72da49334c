import { existsSync, readdirSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { ensureBuild } from "../../local/product/build.ts"
import { root } from "../../local/product/paths.ts"
import { settlePorts } from "../../local/product/ports.ts"
import { removeData, temporaryData } from "../../local/product/temporary-data.ts"
import { isAlive } from "../../local/supabase/process/command-line.ts"
import { waitUntil } from "../../local/supabase/wait.ts"
import { notedProcesses, processesOf, query } from "./data-directory.ts"
import { distDir, LauncherProcess } from "./launcher-process.ts"

let dataDir: string
const launched: LauncherProcess[] = []

function launch(settings: Record<string, string> = {}, args: string[] = []): LauncherProcess {
  const launcher = new LauncherProcess(dataDir, settings, args)
  launched.push(launcher)
  return launcher
}

beforeAll(async () => {
  await ensureBuild(distDir, () => undefined)
}, 300_000)
beforeEach(() => {
  dataDir = temporaryData("launch").path
})
afterEach(async () => {
  for (const launcher of launched.splice(0)) await launcher.interrupt()
  await removeData(dataDir)
})

const ready = /Toritsugi is ready/
const appAddress = async (launcher: LauncherProcess) => (await launcher.prints(/App +(http:\S+)/))[1] ?? ""

describe("npm start", () => {
  it("[K8] serves everything, keeps its data, says when it runs already, and leaves no process behind", async () => {
    const { postgres } = await settlePorts({ app: 0, supabase: 0, postgres: 0, carrier: 0 })
    const settings = { POSTGRES_PORT: String(postgres) }
    const first = launch(settings)
    await first.prints(ready)
    expect((await fetch(`${await appAddress(first)}/sign-in`)).status).toBe(200)
    for (const part of [/Customer's phone +(http:\S+)/, /Mail inbox +(http:\S+)/]) {
      const address = (await first.prints(part))[1] ?? ""
      expect((await fetch(address)).status, address).toBe(200)
    }
    await first.prints(/sato@toritsugi\.example/)
    await first.prints(/03-?\d{4}-?\d{4}/)

    const beside = launch()
    expect(await beside.ended()).toBe(1)
    expect(beside.output).toContain(`already running here (process ${first.pid})`)
    expect(beside.output).toContain(await appAddress(first))

    await query(dataDir, postgres, "update public.accounts set name = 'Kept'")
    const processes = notedProcesses(dataDir)
    expect(Object.keys(processes)).toEqual(expect.arrayContaining(["app", "carrier", "supabase", "postgres"]))
    expect(await first.interrupt()).toBe(0)
    expect(Object.entries(processes).filter(([, pid]) => isAlive(pid))).toEqual([])

    const second = launch(settings)
    await second.prints(ready)
    for (const log of ["logs/app", "logs/carrier", "logs/supabase", "supabase/log/postgres"])
      expect(existsSync(join(dataDir, `${log}.1.log`)), `${log} of the run before`).toBe(true)
    expect(second.output).not.toMatch(/Building|demo calls/)
    expect(await query(dataDir, postgres, "select name from public.accounts")).toEqual([{ name: "Kept" }])
  })

  it("stops at once when it is told to while it builds, and leaves nothing of the build running", async () => {
    const unfinished = `${distDir}-stopped-${process.pid}`
    const launcher = launch({ NEXT_DIST_DIR: unfinished })
    try {
      await launcher.prints(/Building the app/)
      await waitUntil(() => existsSync(join(root, unfinished)), 60_000)
      const builds = processesOf(unfinished)
      expect(builds).not.toEqual([])
      const told = performance.now()
      launcher.kill("SIGTERM")
      expect(await launcher.ended()).toBe(143)
      expect(performance.now() - told).toBeLessThan(5_000)
      expect(launcher.output).not.toMatch(/Starting the database/)
      expect(builds.filter(isAlive)).toEqual([])
    } finally {
      rmSync(join(root, unfinished), { recursive: true, force: true })
    }
  })

  it("recovers from a killed launcher, whose processes end by themselves", async () => {
    const first = launch()
    await first.prints(ready)
    const processes = notedProcesses(dataDir)
    expect(Object.keys(processes)).toContain("postgres")
    first.kill("SIGKILL")
    await first.ended()
    const second = launch()
    await second.prints(ready)
    expect((await fetch(`${await appAddress(second)}/sign-in`)).status).toBe(200)
    const left = () => Object.entries(processes).filter(([, pid]) => isAlive(pid))
    await waitUntil(() => left().length === 0, 5_000)
    expect(left()).toEqual([])
  })

  it("recovers when database, carrier and app were killed with it", async () => {
    const first = launch()
    await first.prints(ready)
    const processes = notedProcesses(dataDir)
    expect(Object.keys(processes)).toEqual(expect.arrayContaining(["app", "carrier", "postgres"]))
    const pids = Object.values(processes)
    for (const pid of [first.pid, ...pids]) process.kill(pid, "SIGKILL")
    await first.ended()
    const second = launch()
    await second.prints(ready)
    expect((await fetch(`${await appAddress(second)}/sign-in`)).status).toBe(200)
  })

  it.each([
    ["APP_PORT", "the app"],
    ["SUPABASE_PORT", "the local Supabase gateway"],
    ["POSTGRES_PORT", "Postgres"],
    ["CARRIER_PORT", "the local carrier"],
  ])("names a taken port, what it was for, and %s to choose another", async (variable, title) => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
    try {
      const { port } = other.address() as AddressInfo
      const launcher = launch({ [variable]: String(port) })
      expect(await launcher.ended()).toBe(1)
      expect(launcher.output).toContain(`Port ${port}, meant for ${title}, is in use.`)
      expect(launcher.output).toContain(`${variable}=`)
    } finally {
      other.close()
    }
  })
})

describe("npm start with a project and a provider elsewhere", () => {
  it("serves the app for them and starts nothing else", async () => {
    const { app } = await settlePorts({ app: 0, supabase: 0, postgres: 0, carrier: 0 })
    const sid = (prefix: string) => prefix + "0".repeat(32)
    const launcher = launch({
      APP_PORT: String(app),
      APP_URL: "https://app.example.com",
      SUPABASE_URL: "https://project.supabase.co",
      SUPABASE_PUBLISHABLE_KEY: "sb_publishable_key",
      SUPABASE_SECRET_KEY: "sb_secret_key",
      ROUTING_SECRET: "a routing secret",
      TICK_SECRET: "a secret for ticks",
      TWILIO_ACCOUNT_SID: sid("AC"),
      TWILIO_AUTH_TOKEN: "a token of the provider",
      TWILIO_API_KEY: sid("SK"),
      TWILIO_API_SECRET: "a secret of the provider",
      TWILIO_APPLICATION_SID: sid("AP"),
      TWILIO_REGION: "jp1",
      TWILIO_EDGE: "tokyo",
    })
    await launcher.prints(/for https:\/\/app\.example\.com, with https:\/\/project\.supabase\.co/)
    const page = await fetch(`http://localhost:${app}/sign-in`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain("https://project.supabase.co")
    expect(readdirSync(dataDir)).toEqual([])
    expect(await launcher.interrupt()).toBe(0)
    await expect(fetch(`http://localhost:${app}/sign-in`)).rejects.toThrow()
  })

  it("names what is missing or wrong and starts nothing", async () => {
    const launcher = launch({ SUPABASE_URL: "project.supabase.co", TWILIO_ACCOUNT_SID: "12" })
    expect(await launcher.ended()).toBe(1)
    for (const name of [
      "SUPABASE_URL",
      "SUPABASE_SECRET_KEY",
      "TWILIO_ACCOUNT_SID",
      "TWILIO_AUTH_TOKEN",
      "APP_URL",
    ])
      expect(launcher.output).toContain(name)
    expect(launcher.output).not.toContain("•")
  })
})

describe("npm run reset", () => {
  it("refuses while the product runs, is advised for data of another version, and begins anew", async () => {
    const { postgres } = await settlePorts({ app: 0, supabase: 0, postgres: 0, carrier: 0 })
    const first = launch({ POSTGRES_PORT: String(postgres) })
    await first.prints(ready)
    const refused = launch({}, ["--reset"])
    expect(await refused.ended()).toBe(1)
    expect(refused.output).toContain(`Toritsugi is already running here (process ${first.pid})`)
    expect(refused.output).toContain(await appAddress(first))
    expect(refused.output).toContain(`kill ${first.pid}`)
    expect(refused.output).not.toContain("Supabase")

    // As another version would have left it.
    await query(
      dataDir,
      postgres,
      `update supabase_migrations.schema_migrations set statements = array['select 1']
       where version = (select max(version) from supabase_migrations.schema_migrations)`,
    )
    await first.interrupt()
    const older = launch()
    expect(await older.ended()).toBe(1)
    expect(older.output).toMatch(/was made by another version of Toritsugi\. .+ was rewritten\./)
    expect(older.output).toContain("npm run reset")

    const reset = launch({}, ["--reset"])
    expect(await reset.ended()).toBe(0)
    const second = launch()
    await second.prints(ready)
    expect(second.output).toContain("demo calls")
  })
})
