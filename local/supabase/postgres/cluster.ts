import { execFile } from "node:child_process"
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import pg from "pg"
import { type Child, startChild, waitForChild } from "../process/child.ts"
import { type PostgresAccount, postgresAccount } from "./account.ts"
import { type PostgresBinaries, postgresBinaries } from "./binaries.ts"
import { clusterFolder } from "./location.ts"
import { serverSettings } from "./settings.ts"
import { dropStaleLock } from "./stale-lock.ts"

/** The role initdb makes. As on hosted Supabase it belongs to the platform; the project uses `postgres`. */
export const superuser = "supabase_admin"

export interface ClusterOptions {
  dataDir: string
  runDir: string
  logDir: string
  port: number
  superuserPassword: string
  /** Throw away what is there: an earlier first start did not come to its end. */
  discard: boolean
}

/** A running Postgres. `made` says that this start created it. */
export interface Cluster {
  child: Child
  port: number
  made: boolean
}

/**
 * Starts Postgres on 127.0.0.1, creating the cluster when there is none. Ready for connections when it resolves.
 * @throws ChildFailedError with the end of the server's log.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const account = postgresAccount()
  const binaries = postgresBinaries(account)
  const folder = clusterFolder(options.dataDir, account)
  if (options.discard) rmSync(folder, { recursive: true, force: true })
  const made = !existsSync(join(folder, "PG_VERSION"))
  if (made) await createCluster(binaries, folder, account, options)
  else dropStaleLock(folder)
  const child = await startChild({
    name: "postgres",
    command: binaries.postgres,
    args: ["-D", folder, "-p", String(options.port), ...serverSettings],
    env: cleanEnvironment(),
    cwd: folder,
    ...account,
    runDir: options.runDir,
    logDir: options.logDir,
  })
  const url = `postgres://${superuser}:${options.superuserPassword}@127.0.0.1:${options.port}/template1`
  // After a crash it reads its log again first, which takes as long as the log is.
  await waitForChild(child, () => answers(url), { withinMs: 120_000 })
  return { child, port: options.port, made }
}

/** Removes the cluster of a data directory, also when it lives elsewhere. It must not run. */
export function eraseCluster(dataDir: string): void {
  rmSync(clusterFolder(dataDir, postgresAccount()), { recursive: true, force: true })
}

async function createCluster(
  binaries: PostgresBinaries,
  folder: string,
  account: PostgresAccount | null,
  { superuserPassword }: ClusterOptions,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 })
  mkdirSync(folder, { mode: 0o700 })
  const passwordFile = `${folder}.password`
  writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 })
  if (account !== null) for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid)
  const initdb = (characters: string) =>
    promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${folder}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // The provider inside Postgres: the same order and case rules on every machine.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        `--lc-ctype=${characters}`,
        "--no-sync",
      ],
      { cwd: dirname(folder), env: cleanEnvironment(), ...account },
    )
  try {
    // pg_trgm and text search ask the system what a letter is; with C no Japanese character is one.
    await initdb("C.UTF-8").catch(() => initdb("C"))
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error("Postgres' initdb failed", { cause: error })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on("error", () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** PG* variables of the person's shell must not reach the server. */
function cleanEnvironment(): Record<string, string> & NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", NODE_ENV: "production" }
}
