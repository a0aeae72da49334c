import { existsSync } from "node:fs"
import { join } from "node:path"
import { removeData } from "../product/temporary-data.ts"
import { endOrphans } from "../supabase/process/orphans.ts"
import { lockDataDir } from "../supabase/process/stack-lock.ts"
import { inOurWords } from "./running.ts"

/** Removes all data of the product on this machine. Throws StackRunningError, in the product's words, while it runs. */
export async function reset(dataDir: string): Promise<void> {
  if (existsSync(dataDir)) {
    const unlock = lock(dataDir)
    try {
      await endOrphans(join(dataDir, "run"), console.log)
      await removeData(dataDir)
    } finally {
      unlock()
    }
  }
  console.log("All data is gone. The next `npm start` begins anew.")
}

function lock(dataDir: string): () => void {
  try {
    return lockDataDir(dataDir)
  } catch (error) {
    const { message } = inOurWords(error, dataDir) as Error
    throw Object.assign(error as Error, { message: `${message}\nThen begin anew with: npm run reset` })
  }
}
