import { existsSync } from "node:fs"
import { join } from "node:path"
import { removeData } from "../product/temporary-data.ts"
import { endOrphans } from "../supabase/process/orphans.ts"
import { lockDataDir } from "../supabase/process/stack-lock.ts"

/** Removes all data of the product on this machine. Throws StackRunningError while it runs. */
export async function reset(dataDir: string): Promise<void> {
  if (existsSync(dataDir)) {
    const unlock = lockDataDir(dataDir)
    try {
      await endOrphans(join(dataDir, "run"), console.log)
      await removeData(dataDir)
    } finally {
      unlock()
    }
  }
  console.log("All data is gone. The next `npm start` begins anew.")
}
