import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs"
import { join } from "node:path"
import { StackRunningError } from "../errors.ts"
import { commandLineOf } from "./command-line.ts"
import { isStillRunning, readRecord } from "./pid-file.ts"

const ownLocks = new Set<string>()

/**
 * Makes this process the only one that runs a stack on `dataDir`, until the returned function is called.
 * A lock of a dead process is taken over.
 * @throws StackRunningError when a live process (or an earlier start in this one) holds it.
 */
export function lockDataDir(dataDir: string): () => void {
  const file = join(dataDir, "stack.lock")
  if (ownLocks.has(file)) throw new StackRunningError(dataDir, process.pid)
  mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (tryCreate(file)) {
      ownLocks.add(file)
      return () => {
        ownLocks.delete(file)
        rmSync(file, { force: true })
      }
    }
    const holder = readRecord(file)
    if (holder !== null && holder.pid !== process.pid && isStillRunning(holder)) {
      throw new StackRunningError(dataDir, holder.pid)
    }
    rmSync(file, { force: true })
  }
  throw new Error(`cannot lock ${dataDir}`)
}

function tryCreate(file: string): boolean {
  let handle: number
  try {
    handle = openSync(file, "wx", 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false
    throw error
  }
  const commandLine = commandLineOf(process.pid) ?? ""
  writeSync(handle, JSON.stringify({ name: "stack", pid: process.pid, commandLine }))
  closeSync(handle)
  return true
}
