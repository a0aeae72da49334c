import { existsSync, rmSync } from "node:fs"
import { join } from "node:path"
import { eraseSupabase } from "../supabase/erase.ts"
import { endOrphans } from "../supabase/process/orphans.ts"
import { lockDataDir } from "../supabase/process/stack-lock.ts"

/** Removes all data of the product on this machine. Throws StackRunningError while it runs. */
export async function reset(dataDir: string): Promise<void> {
  const supabase = join(dataDir, "supabase")
  if (existsSync(dataDir)) {
    const unlock = lockDataDir(dataDir)
    try {
      await endOrphans(join(dataDir, "run"), console.log)
      if (existsSync(supabase)) await eraseSupabase(supabase, console.log)
      rmSync(dataDir, { recursive: true, force: true })
    } finally {
      unlock()
    }
  }
  console.log("All data is gone. The next `npm start` begins anew.")
}
