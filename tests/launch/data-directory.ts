import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { readPidFiles } from "../../local/supabase/process/pid-file.ts"
import { loadSecrets } from "../../local/supabase/secrets.ts"

/** Every process noted below the data directory, by name. */
export function notedProcesses(dataDir: string): Record<string, number> {
  const folders = [join(dataDir, "run"), join(dataDir, "supabase", "run")]
  const records = folders.flatMap((folder) => readPidFiles(folder))
  return Object.fromEntries(records.map(({ name, pid }) => [name, pid]))
}

/** Processes that have `text` in their environment; only where there is /proc. */
export function processesOf(text: string): number[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name) || name === String(process.pid)) return []
    try {
      return readFileSync(`/proc/${name}/environ`, "utf8").includes(text) ? [Number(name)] : []
    } catch {
      return []
    }
  })
}

/** Asks the database of the running product, as its owner. */
export async function query(dataDir: string, port: number, sql: string): Promise<unknown[]> {
  const { databasePassword } = await loadSecrets(join(dataDir, "supabase"))
  const db = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password: databasePassword })
  await db.connect()
  try {
    return (await db.query(sql)).rows
  } finally {
    await db.end()
  }
}
