import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { isAlive } from "../../local/supabase/process/command-line.ts"
import { runCommand } from "../../scripts/checks/run.ts"

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "check-run-"))
})
// A folder of the test's own, made by mkdtemp above.
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const node = (program: string) => ({
  name: "a program",
  run: ["node", "-e", program],
  counts: "exit" as const,
})

describe("one command of all checks", () => {
  it("counts as one test by its exit code", async () => {
    expect(await runCommand(node("process.exit(0)"), {})).toEqual({ passed: 1, failed: 0 })
    expect(await runCommand(node("process.exit(3)"), {})).toEqual({ passed: 0, failed: 1 })
  })

  it("that never ends is ended with what it has started, and fails", async () => {
    const file = join(directory, "pid")
    const hangs = node(`
      const { spawn } = require("node:child_process")
      const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"])
      require("node:fs").writeFileSync(${JSON.stringify(file)}, String(child.pid))
      setInterval(() => {}, 1000)`)
    expect(await runCommand(hangs, {}, 5000)).toEqual({ passed: 0, failed: 1 })
    await expect.poll(() => isAlive(Number(readFileSync(file, "utf8"))), { timeout: 10_000 }).toBe(false)
  })
})
