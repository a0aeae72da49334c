import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { isAlive } from "../process/command-line.ts"

/**
 * Removes the lock file of a Postgres that was killed. Postgres does so itself unless the process id still exists, and
 * the id of a killed orphan does where nobody collects orphans, as in many containers. A lock whose process runs stays.
 */
export function dropStaleLock(folder: string): void {
  const path = join(folder, "postmaster.pid")
  let pid: number
  try {
    // Its first line is the process id (Postgres, miscadmin.h: LOCK_FILE_LINE_PID).
    pid = Number.parseInt(readFileSync(path, "utf8"), 10)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return
    throw error
  }
  if (Number.isInteger(pid) && pid > 0 && !isAlive(pid)) rmSync(path, { force: true })
}
