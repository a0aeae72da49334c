import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { type AddressInfo, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { PortTakenError, startCarrier } from "../../../local/carrier/start.ts"
import { isAlive } from "../../../local/supabase/process/command-line.ts"

const MAIN = new URL("../../../local/carrier/main.ts", import.meta.url).pathname

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "carrier-process-"))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

// A process left behind would hold this one's output open, and so the whole run.
const started = new Set<number>()
afterEach(() => {
  for (const pid of started) if (isAlive(pid)) process.kill(pid, "SIGKILL")
  started.clear()
})

const options = (port: number) => ({
  port,
  dataDir,
  accountSid: "AC1",
  authToken: "token",
  apiKeySid: "SK1",
  apiKeySecret: "secret",
  applications: {},
  numbers: [],
  controlToken: "control",
})

async function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  if (!child.stdout) throw new Error("the process has no output")
  if (child.pid) started.add(child.pid)
  const [line] = await once(createInterface(child.stdout), "line")
  const said = JSON.parse(String(line))
  if (said.pid) started.add(said.pid)
  return said
}

const launch = (port: number, script = MAIN): ChildProcess =>
  spawn(process.execPath, [script], {
    env: { ...process.env, CARRIER_OPTIONS: JSON.stringify(options(port)) },
    stdio: ["ignore", "pipe", "inherit"],
  })

describe("the carrier as a process", () => {
  test("prints one line when it is ready and ends on SIGTERM", async () => {
    const child = launch(0)
    const ready = await firstLine(child)
    expect(ready).toMatchObject({ ready: true, pid: child.pid })
    expect((await fetch(String(ready.url))).status).toBe(200)
    child.kill("SIGTERM")
    const [code] = await once(child, "exit")
    expect(code).toBe(0)
  })

  test("ends when its parent is killed", async () => {
    const program = `
      import { spawn } from "node:child_process"
      spawn(process.execPath, [${JSON.stringify(MAIN)}], { stdio: ["ignore", "inherit", "inherit"] })
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ["--input-type=module", "-e", program], {
      env: { ...process.env, CARRIER_OPTIONS: JSON.stringify(options(0)) },
      stdio: ["ignore", "pipe", "inherit"],
    })
    const ready = await firstLine(parent)
    parent.kill("SIGKILL")
    await expect.poll(() => isAlive(Number(ready.pid)), { timeout: 10_000 }).toBe(false)
  })

  test("names the port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1")
    await once(other, "listening")
    const { port } = other.address() as AddressInfo
    await expect(startCarrier(options(port))).rejects.toThrow(PortTakenError)
    await expect(startCarrier(options(port))).rejects.toThrow(String(port))
    const child = launch(port)
    expect(await firstLine(child)).toMatchObject({
      ready: false,
      error: expect.stringContaining(String(port)),
    })
    other.close()
  })
})
