import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { eraseSupabase } from "../supabase/erase.ts"

/** A data directory for a product nobody keeps. */
export interface TemporaryData {
  path: string
  /** Removes it; the product must have stopped. */
  remove(): Promise<void>
}

/** Makes a data directory in the system's temporary folder. */
export function temporaryData(name: string): TemporaryData {
  const path = mkdtempSync(join(tmpdir(), `toritsugi-${name}-`))
  // Passable for the account Postgres runs as when this process is root; what is secret inside has its own mode.
  chmodSync(path, 0o755)
  return { path, remove: () => removeData(path) }
}

/** Removes a product's data directory, and its database where that had to live elsewhere. */
export async function removeData(dataDir: string): Promise<void> {
  const supabase = join(dataDir, "supabase")
  if (existsSync(supabase)) await eraseSupabase(supabase, () => undefined)
  rmSync(dataDir, { recursive: true, force: true })
}
