import { waitUntil } from "../wait.ts"
import { isStillRunning, type PidRecord, readPidFiles, removePidFile } from "./pid-file.ts"

/**
 * Ends every process that an earlier, killed stack left behind, and removes the pid files. Postgres gets a fast
 * shutdown (SIGINT), so that its next start need not recover. Resolves to the names of those ended.
 */
export async function endOrphans(runDir: string, log: (line: string) => void): Promise<string[]> {
  const ended: string[] = []
  await Promise.all(
    readPidFiles(runDir).map(async (record) => {
      if (isStillRunning(record)) {
        log(`ending ${record.name} (process ${record.pid}), left behind by an earlier start`)
        await end(record)
        ended.push(record.name)
      }
      removePidFile(runDir, record.name)
    }),
  )
  return ended
}

async function end(record: PidRecord): Promise<void> {
  for (const [signal, withinMs] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 3_000],
    ["SIGKILL", 3_000],
  ] as const) {
    try {
      process.kill(record.pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ESRCH") return
      throw error
    }
    if (await waitUntil(() => !isStillRunning(record), withinMs)) return
  }
  throw new Error(`${record.name} (process ${record.pid}) of an earlier start does not end`)
}
