import { rmSync } from "node:fs"
import { join } from "node:path"
import { eraseCluster } from "./postgres/cluster.ts"
import { endOrphans } from "./process/orphans.ts"
import { lockDataDir } from "./process/stack-lock.ts"

/**
 * Removes everything a stack keeps: the data directory, and the database where it had to live elsewhere.
 * @throws StackRunningError while the stack runs.
 */
export async function eraseSupabase(dataDir: string, log: (line: string) => void): Promise<void> {
  const unlock = lockDataDir(dataDir)
  try {
    await endOrphans(join(dataDir, "run"), log)
    eraseCluster(dataDir)
  } finally {
    unlock()
  }
  rmSync(dataDir, { recursive: true, force: true })
}
