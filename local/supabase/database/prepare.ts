import { readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { z } from "zod"
import type { SupabaseOptions } from "../options.ts"
import { type Cluster, startCluster } from "../postgres/cluster.ts"
import type { Secrets } from "../secrets.ts"
import { bootstrapDatabase, bootstrapVersion } from "./bootstrap.ts"
import { migrate } from "./migrate.ts"

const stateSchema = z.object({ bootstrap: z.string(), isSeeded: z.boolean() })

export interface Database {
  cluster: Cluster
  dbUrl: string
  fresh: boolean
}

/**
 * Starts Postgres and brings it to where the project wants it: Supabase's schemas, pending migrations, and the seed
 * when the database is new. A first start that did not reach its end is begun anew.
 * `started` is told of the server as soon as it runs, so that a failure after that can end it.
 */
export async function prepareDatabase(
  options: SupabaseOptions,
  secrets: Secrets,
  folders: { runDir: string; logDir: string; port: number },
  started: (cluster: Cluster) => void,
): Promise<Database> {
  const stateFile = join(options.dataDir, "state.json")
  const state = readState(stateFile)
  const cluster = await startCluster({
    ...folders,
    dataDir: options.dataDir,
    superuserPassword: secrets.servicePassword,
    discard: state?.isSeeded !== true,
  })
  started(cluster)
  const bootstrap = bootstrapVersion()
  if (cluster.made || state?.bootstrap !== bootstrap) {
    await bootstrapDatabase({
      port: folders.port,
      superuserPassword: secrets.servicePassword,
      databasePassword: secrets.databasePassword,
      servicePassword: secrets.servicePassword,
    })
  }
  const dbUrl = `postgres://postgres:${secrets.databasePassword}@127.0.0.1:${folders.port}/postgres`
  if (options.migrationsDir !== undefined) {
    const applied = await migrate(dbUrl, options.migrationsDir)
    if (applied.length > 0) options.log(`applied ${applied.length} migration(s)`)
  }
  if (cluster.made) await seed(dbUrl, options.seed)
  writeState(stateFile, { bootstrap, isSeeded: true })
  return { cluster, dbUrl, fresh: cluster.made }
}

async function seed(dbUrl: string, how: SupabaseOptions["seed"]): Promise<void> {
  if (typeof how === "function") return how(dbUrl)
  if (how === undefined) return
  const client = new pg.Client({ connectionString: dbUrl })
  await client.connect()
  try {
    await client.query(readFileSync(how, "utf8"))
  } finally {
    await client.end()
  }
}

function readState(file: string): z.infer<typeof stateSchema> | null {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, "utf8")))
  } catch {
    return null
  }
}

function writeState(file: string, state: z.infer<typeof stateSchema>): void {
  writeFileSync(`${file}.new`, JSON.stringify(state))
  renameSync(`${file}.new`, file)
}
