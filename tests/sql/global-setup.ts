import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { createDatabase } from "../../local/supabase/database/databases.ts"
import { migrate } from "../../local/supabase/database/migrate.ts"
import { startSupabase } from "../../local/supabase/start.ts"

const migrations = join(import.meta.dirname, "../../supabase/migrations")
const config = join(import.meta.dirname, "../../supabase/config.toml")

/**
 * One stack for all SQL tests, migrated, without the seed. They share its database, each with accounts of its own;
 * `templateUrl` names a second one, migrated and empty, that a test may copy.
 */
export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), "toritsugi-sql-"))
  chmodSync(dataDir, 0o755) // the account Postgres runs as must get in
  const stack = await startSupabase({
    dataDir,
    ports: { gateway: 0, postgres: 0 },
    migrationsDir: migrations,
    configFile: config,
    log: () => {},
  })
  const templateUrl = await createDatabase(stack.dbUrl, "sql_template")
  await migrate(templateUrl, migrations)
  const { url, publishableKey, secretKey, dbUrl } = stack
  project.provide("sql", { url, publishableKey, secretKey, dbUrl, templateUrl })
  return async () => {
    await stack.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

declare module "vitest" {
  export interface ProvidedContext {
    sql: { url: string; publishableKey: string; secretKey: string; dbUrl: string; templateUrl: string }
  }
}
