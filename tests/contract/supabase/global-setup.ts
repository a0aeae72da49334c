import { chmodSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { TestProject } from "vitest/node"
import { eraseSupabase } from "../../../local/supabase/erase.ts"
import { startSupabase } from "../../../local/supabase/start.ts"
import type { Backend } from "./support/backend.ts"

/**
 * Points the suite at a backend: the one the environment names, or a fresh local stack in a temporary folder. On another
 * backend the functions in `functions/` must have been deployed (`contract-open` without JWT verification).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY, SUPABASE_DB_URL } = process.env
  if (SUPABASE_URL && SUPABASE_PUBLISHABLE_KEY && SUPABASE_SECRET_KEY && SUPABASE_DB_URL) {
    provide(project, {
      url: SUPABASE_URL,
      publishableKey: SUPABASE_PUBLISHABLE_KEY,
      secretKey: SUPABASE_SECRET_KEY,
      dbUrl: SUPABASE_DB_URL,
      isLocal: false,
    })
    return async () => {}
  }
  const dataDir = mkdtempSync(join(tmpdir(), "contract-supabase-"))
  // As root the database runs as another account, which must be able to enter.
  chmodSync(dataDir, 0o755)
  const lines: string[] = []
  const log = (line: string) => lines.push(line)
  const stack = await startSupabase({
    dataDir,
    ports: { gateway: 0, postgres: 0 },
    functionsDir: here("./functions"),
    configFile: here("./functions/config.toml"),
    log,
  })
  const { url, publishableKey, secretKey, dbUrl } = stack
  provide(project, { url, publishableKey, secretKey, dbUrl, isLocal: true })
  return async () => {
    await stack.stop()
    await eraseSupabase(dataDir, log)
    if (lines.length > 0) console.log(`The stack said:\n${lines.join("\n")}`)
  }
}

function provide(project: TestProject, backend: Backend): void {
  project.provide("supabase", backend)
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
