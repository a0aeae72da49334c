import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { isAlive } from "../../local/supabase/process/command-line.ts"
import { runCommand } from "../../scripts/checks/run.ts"

let directory: string
let said = ""
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "check-run-"))
  said = ""
})
// A folder of the test's own, made by mkdtemp above.
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const write = (text: string) => {
  said += text
}
const node = (program: string) => ({
  name: "a program",
  run: ["node", "-e", program],
  counts: "exit" as const,
})
/** Starts a process that never ends and notes its id. */
const startsAnother = (file: string, stdio: string) => `
  const { spawn } = require("node:child_process")
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "${stdio}" })
  require("node:fs").writeFileSync(${JSON.stringify(file)}, String(child.pid))
  child.unref()`
const isLeft = (file: string) => isAlive(Number(readFileSync(file, "utf8")))

describe("one command of all checks", () => {
  it("counts as one test by its exit code, and all it says is handed on", async () => {
    const fine = await runCommand(node("console.log('well'); process.exit(0)"), {}, write)
    expect(fine).toEqual({ counts: { passed: 1, failed: 0 }, tests: [] })
    const broken = await runCommand(node("console.error('ill'); process.exit(3)"), {}, write)
    expect(broken.counts).toEqual({ passed: 0, failed: 1 })
    expect(said).toBe("well\n✓ a program\nill\n✗ a program\n")
  })

  it("that never ends is ended with what it has started, and fails", async () => {
    const file = join(directory, "pid")
    const hangs = node(`${startsAnother(file, "ignore")}; setInterval(() => {}, 1000)`)
    expect((await runCommand(hangs, {}, write, 5000)).counts).toEqual({ passed: 0, failed: 1 })
    expect(said).toContain("a program has not ended after 5 s")
    await expect.poll(() => isLeft(file), { timeout: 10_000 }).toBe(false)
  })

  it("that ends well and leaves a process behind fails, and the process is ended", async () => {
    const file = join(directory, "pid")
    const leaves = node(startsAnother(file, "inherit"))
    expect((await runCommand(leaves, {}, write, undefined, 200)).counts).toEqual({ passed: 0, failed: 1 })
    expect(said).toContain("left processes behind")
    await expect.poll(() => isLeft(file), { timeout: 10_000 }).toBe(false)
  })
})
