import { mkdirSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import type { AuthContext } from "./auth/context.ts"
import { authNeedsKey, createAuthService } from "./auth/service.ts"
import { prepareDatabase } from "./database/prepare.ts"
import { createCallerReader } from "./gateway/keys.ts"
import { openGateway } from "./gateway/server.ts"
import { openOutbox } from "./mail/mailer.ts"
import type { ProcessInfo, SupabaseOptions, SupabaseStack } from "./options.ts"
import { claimPort } from "./ports.ts"
import { superuser } from "./postgres/cluster.ts"
import type { Child } from "./process/child.ts"
import { endOrphans } from "./process/orphans.ts"
import { lockDataDir } from "./process/stack-lock.ts"
import { readProjectConfig } from "./project-config.ts"
import { startRealtime } from "./realtime/service.ts"
import { startPostgrest } from "./rest/postgrest.ts"
import { loadSecrets } from "./secrets.ts"
import { createTokens } from "./tokens.ts"

/** Things to undo, last first. */
type Undo = () => Promise<void> | void

/**
 * Starts Postgres, PostgREST, Auth, Realtime, Storage, the edge functions and the gateway in front of them, all on
 * 127.0.0.1. A data directory is used by one stack at a time; what an earlier, killed one left running is ended first.
 * When it rejects, nothing is left running.
 * @throws PortTakenError, StackRunningError, MissingBinaryError, MigrationError, ChildFailedError
 */
export async function startSupabase(options: SupabaseOptions): Promise<SupabaseStack> {
  const undo: Undo[] = [lockDataDir(options.dataDir)]
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step()
  }
  try {
    return await startAll(options, undo, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function startAll(
  options: SupabaseOptions,
  undo: Undo[],
  stop: () => Promise<void>,
): Promise<SupabaseStack> {
  const { dataDir, log } = options
  const runDir = join(dataDir, "run")
  const logDir = join(dataDir, "log")
  for (const folder of [runDir, logDir]) mkdirSync(folder, { recursive: true })
  await endOrphans(runDir, log)
  const port = await claimPort(options.ports.gateway, "Supabase gateway")
  const databasePort = await claimPort(options.ports.postgres, "Postgres")
  const url = `http://127.0.0.1:${port}`
  const config = readProjectConfig(options.configFile)
  const secrets = await loadSecrets(dataDir)
  const tokens = await createTokens(secrets.signingKey, `${url}/auth/v1`)
  const children: Child[] = []

  const database = await prepareDatabase(
    options,
    secrets,
    { runDir, logDir, port: databasePort },
    ({ child }) => {
      children.push(child)
      undo.push(() => child.stop("SIGINT", 10_000))
    },
  )
  const poolFor = (user: string, max: number) => {
    const pool = new pg.Pool({
      host: "127.0.0.1",
      port: databasePort,
      database: "postgres",
      user,
      password: secrets.servicePassword,
      max,
    })
    // An idle connection that breaks is replaced at the next use.
    pool.on("error", (error) => log(`${user}: ${error.message}`))
    undo.push(() => pool.end())
    return pool
  }

  const postgrest = await startPostgrest({
    databasePort,
    servicePassword: secrets.servicePassword,
    jwks: tokens.jwks,
    api: config.api,
    runDir,
    logDir,
  })
  children.push(postgrest.child)
  undo.push(() => postgrest.child.stop("SIGTERM", 3_000))
  const mailer = openOutbox(dataDir)
  const authContext: AuthContext = {
    pool: poolFor("supabase_auth_admin", 10),
    tokens,
    config: { ...config.auth, site_url: options.siteUrl ?? config.auth.site_url },
    mailer,
    apiUrl: () => url,
    now: () => new Date(),
  }

  const readCaller = createCallerReader(
    { publishable: secrets.publishableKey, secret: secrets.secretKey },
    tokens,
  )
  const realtime = await startRealtime({
    pool: poolFor(superuser, 5),
    connection: {
      host: "127.0.0.1",
      port: databasePort,
      database: "postgres",
      user: superuser,
      password: secrets.servicePassword,
    },
    tokens,
    readCaller,
    log,
  })
  undo.push(() => realtime.stop())

  const gateway = await openGateway({
    port,
    services: [
      { prefix: "/realtime/v1", handle: realtime.handle },
      { prefix: "/rest/v1", handle: postgrest.handle },
      {
        prefix: "/auth/v1",
        handle: createAuthService(authContext),
        needsKey: ({ method }, path) => authNeedsKey(method, path),
      },
    ],
    readCaller,
    onUpgrade: realtime.onUpgrade,
    log,
  })
  undo.push(() => gateway.close())
  return {
    url,
    publishableKey: secrets.publishableKey,
    secretKey: secrets.secretKey,
    dbUrl: database.dbUrl,
    fresh: database.fresh,
    processes: () =>
      children.filter((child) => !child.hasExited()).map(({ name, pid }): ProcessInfo => ({ name, pid })),
    setTicker: () => {},
    stop,
  }
}
