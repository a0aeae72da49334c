import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { dropStaleLock } from "./stale-lock.ts"

let folder: string
const lock = () => join(folder, "postmaster.pid")
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stale-lock-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lockOf = (pid: number | undefined) => writeFileSync(lock(), `${pid}\n${folder}\n1\n5432\n`)

test("a lock whose process is gone is removed", () => {
  lockOf(spawnSync("true").pid)
  dropStaleLock(folder)
  expect(existsSync(lock())).toBe(false)
})

test.runIf(process.platform === "linux")("so is one whose process is dead but never collected", async () => {
  // The child dies; its parent, sleeping in exec, never asks for it.
  const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] })
  const [line] = (await once(parent.stdout, "data")) as [Buffer]
  lockOf(Number(line))
  const isLockedAfterDropping = () => {
    dropStaleLock(folder)
    return existsSync(lock())
  }
  await expect.poll(isLockedAfterDropping).toBe(false)
  parent.kill()
})

test("a lock whose process runs stays, and a missing one is no error", () => {
  dropStaleLock(folder)
  lockOf(process.pid)
  dropStaleLock(folder)
  expect(existsSync(lock())).toBe(true)
})
