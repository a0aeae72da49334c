import { spawn } from "node:child_process"
import { readFileSync, statSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { createClient } from "@supabase/supabase-js"
import pg from "pg"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { isAlive } from "../../../../local/supabase/process/command-line.ts"
import { readPidFiles } from "../../../../local/supabase/process/pid-file.ts"
import { until } from "../support/until.ts"
import { clear, end, exitOf, newDataDir, type Ready, startStack } from "./stack-process.ts"

const functionsDir = fileURLToPath(new URL("../functions", import.meta.url))
// Each test starts a stack or two, which on a busy machine takes a while.
vi.setConfig({ testTimeout: 120_000 })
let dataDir: string
beforeEach(() => {
  dataDir = newDataDir()
})
afterEach(() => clear(dataDir))

async function query(dbUrl: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: dbUrl })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}
const clientOf = ({ url, secretKey }: Ready) =>
  createClient(url, secretKey, { auth: { persistSession: false } })

describe("a second start", () => {
  test("keeps rows, users, objects and keys, and runs the seed no more", async () => {
    const seed = fileURLToPath(new URL("./seed.sql", import.meta.url))
    const first = await startStack(dataDir, { seed })
    expect(first.ready.fresh).toBe(true)
    const server = clientOf(first.ready)
    const email = "kept@example.invalid"
    await server.auth.admin.createUser({ email, password: "a good password", email_confirm: true })
    await server.storage.createBucket("kept")
    await server.storage.from("kept").upload("file.txt", "contents", { contentType: "text/plain" })
    expect(await end(first, "SIGTERM")).toBe(0)

    const second = await startStack(dataDir, { seed })
    expect(second.ready.fresh).toBe(false)
    expect(second.ready.secretKey).toBe(first.ready.secretKey)
    expect(await query(second.ready.dbUrl, "select n from public.seeded")).toEqual([{ n: 1 }])
    const again = clientOf(second.ready)
    expect((await again.auth.signInWithPassword({ email, password: "a good password" })).error).toBeNull()
    const kept = await clientOf(second.ready).storage.from("kept").download("file.txt")
    expect(await kept.data?.text()).toBe("contents")
    await end(second, "SIGTERM")
  })

  test("on the same directory at the same time is refused", async () => {
    const first = await startStack(dataDir)
    await expect(startStack(dataDir)).rejects.toThrow(/StackRunningError.*already runs/)
    expect((await fetch(`${first.ready.url}/auth/v1/health`)).ok).toBe(true)
    await end(first, "SIGTERM")
  })

  test("after a first start that failed half way begins anew", async () => {
    const broken = fileURLToPath(new URL("./broken-seed.sql", import.meta.url))
    await expect(startStack(dataDir, { seed: broken })).rejects.toThrow(/no_such_table/)
    const next = await startStack(dataDir)
    expect(next.ready.fresh).toBe(true)
    expect(await query(next.ready.dbUrl, "select to_regclass('public.half') as half")).toEqual([
      { half: null },
    ])
    await end(next, "SIGTERM")
  })
})

describe("the end", () => {
  test("by SIGINT or SIGTERM leaves no process behind", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const stack = await startStack(dataDir, { functionsDir })
      expect(stack.ready.processes.map(({ name }) => name).sort()).toEqual([
        "function-contract-echo",
        "function-contract-open",
        "postgres",
        "postgrest",
      ])
      expect(await end(stack, signal)).toBe(0)
      expect(stack.ready.processes.filter(({ pid }) => isAlive(pid))).toEqual([])
    }
  })

  test("by kill -9 is put right by the next start", async () => {
    const first = await startStack(dataDir, { functionsDir })
    await query(
      first.ready.dbUrl,
      "create table public.survives (n int); insert into public.survives values (7)",
    )
    await end(first, "SIGKILL")
    expect(first.ready.processes.filter(({ pid }) => isAlive(pid))).not.toEqual([])
    const second = await startStack(dataDir)
    expect(first.ready.processes.filter(({ pid }) => isAlive(pid))).toEqual([])
    expect(await query(second.ready.dbUrl, "select n from public.survives")).toEqual([{ n: 7 }])
    const slots = await query(
      second.ready.dbUrl,
      "select count(*)::int as n from pg_replication_slots where not active",
    )
    expect(slots).toEqual([{ n: 0 }])
    await end(second, "SIGTERM")
  })

  test("of PostgREST or a function is mended, that of Postgres ends the stack, which says so", async () => {
    const stack = await startStack(dataDir, { functionsDir })
    const pidOf = (name: string) =>
      readPidFiles(join(dataDir, "run")).find((record) => record.name === name)?.pid
    for (const name of ["postgrest", "function-contract-open"]) process.kill(pidOf(name) ?? 0, "SIGKILL")
    await until("both were missed", () => stack.log().match(/was ended by SIGKILL; starting/g)?.length === 2)
    const answers = await Promise.all([
      clientOf(stack.ready).schema("public").rpc("no_such_function"),
      fetch(`${stack.ready.url}/functions/v1/contract-open`),
    ])
    expect(answers[0].error?.code).toBe("PGRST202")
    expect(answers[1].status).not.toBe(503)

    const pids = readPidFiles(join(dataDir, "run")).map(({ pid }) => pid)
    expect(pids).toHaveLength(4)
    process.kill(pidOf("postgres") ?? 0, "SIGKILL")
    expect(await exitOf(stack)).toBe(1)
    expect(stack.log()).toContain("postgres was ended by SIGKILL")
    expect(pids.filter(isAlive)).toEqual([])
  })

  test("of its parent ends the stack", async () => {
    const script = `
      const { spawn } = require("node:child_process")
      const child = spawn(process.execPath, process.argv.slice(1), { stdio: ["ignore", "inherit", "ignore"] })
      console.log(child.pid)
      setInterval(() => {}, 1000)`
    const main = fileURLToPath(new URL("../../../../local/supabase/main.ts", import.meta.url))
    const options = JSON.stringify({ dataDir, ports: { gateway: 0, postgres: 0 } })
    const parent = spawn(process.execPath, ["-e", script, main, options], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]()
    const stack = Number((await lines.next()).value)
    const { processes } = JSON.parse(String((await lines.next()).value)) as Ready
    parent.kill("SIGKILL")
    const all = [stack, ...processes.map(({ pid }) => pid)]
    await until("all processes have ended", () => !all.some(isAlive))
  })
})

describe("a taken port", () => {
  const listen = () =>
    new Promise<{ port: number; close: () => void }>((resolve) => {
      const server = createServer()
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        resolve({
          port: typeof address === "object" && address ? address.port : 0,
          close: () => server.close(),
        })
      })
    })

  test("is named, with what it is for", async () => {
    const taken = await listen()
    await expect(startStack(dataDir, { ports: { gateway: taken.port, postgres: 0 } })).rejects.toThrow(
      `Port ${taken.port} (Supabase gateway) is already in use`,
    )
    await expect(startStack(dataDir, { ports: { gateway: 0, postgres: taken.port } })).rejects.toThrow(
      `Port ${taken.port} (Postgres) is already in use`,
    )
    taken.close()
  })
})

test("secrets are readable to their owner only, and Postgres' log holds nothing of a request", async () => {
  const stack = await startStack(dataDir)
  for (const file of ["secrets.json", "run/postgrest.conf", "log/postgres.log"]) {
    expect(statSync(join(dataDir, file)).mode & 0o777, file).toBe(0o600)
  }
  await query(stack.ready.dbUrl, "create table public.told (word text primary key, n int not null)")
  const client = new pg.Client({ connectionString: stack.ready.dbUrl })
  await client.connect()
  const words = ["said-in-a-value", "said-in-a-message", "said-in-a-parameter", "said-in-a-row"]
  const refused: [statement: string, parameters?: unknown[]][] = [
    [`insert into public.told values ('${words[0]}', 'many')`],
    [`do $$ begin raise exception '${words[1]}'; end $$`],
    ["insert into public.told values ($1, $2::text::int)", ["a", words[2]]],
    ["insert into public.told values ($1, null)", [words[3]]],
  ]
  for (const [statement, parameters] of refused)
    await expect(client.query(statement, parameters)).rejects.toThrow(pg.DatabaseError)
  await client.end()
  await end(stack, "SIGTERM")
  const log = readFileSync(join(dataDir, "log/postgres.log"), "utf8")
  expect(log).toContain("database system is shut down")
  expect(words.filter((word) => log.includes(word))).toEqual([])
})
