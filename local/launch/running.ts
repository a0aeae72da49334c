import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { StackRunningError } from "../supabase/errors.ts"

const noteShape = z.object({ pid: z.number(), appUrl: z.string() })
const noteFile = (dataDir: string): string => join(dataDir, "running.json")

/** Notes for a second launcher where the product of this process can be reached. */
export function noteRunning(dataDir: string, appUrl: string): void {
  writeFileSync(noteFile(dataDir), JSON.stringify({ pid: process.pid, appUrl }))
}

/** Removes the note. */
export function forgetRunning(dataDir: string): void {
  rmSync(noteFile(dataDir), { force: true })
}

/**
 * The same error with the product's words: what runs on `dataDir`, where it can be reached unless it is still starting,
 * and how it is stopped. Anything but a StackRunningError is returned as it is.
 */
export function inOurWords(error: unknown, dataDir: string): unknown {
  if (!(error instanceof StackRunningError)) return error
  const address = readAddress(dataDir, error.pid)
  error.message = `Toritsugi is already running here (process ${error.pid})${address === null ? ", and still starting" : `: ${address}`}.\nStop it with Ctrl-C in its terminal, or with: kill ${error.pid}`
  return error
}

function readAddress(dataDir: string, pid: number): string | null {
  try {
    const note = noteShape.parse(JSON.parse(readFileSync(noteFile(dataDir), "utf8")))
    return note.pid === pid ? note.appUrl : null
  } catch {
    return null
  }
}
