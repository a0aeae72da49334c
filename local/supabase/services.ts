import { join } from "node:path"
import pg from "pg"
import { OriginLimit } from "./auth/limits.ts"
import { authNeedsKey, createAuthService } from "./auth/service.ts"
import { type Functions, noFunctions, startFunctions } from "./functions/service.ts"
import { createCallerReader } from "./gateway/keys.ts"
import { openGateway, type Service } from "./gateway/server.ts"
import { openOutbox } from "./mail/mailer.ts"
import { createMailService, mailNeedsKey } from "./mail/service.ts"
import type { SupabaseOptions } from "./options.ts"
import { superuser } from "./postgres/cluster.ts"
import type { Child } from "./process/child.ts"
import type { PartFailure } from "./process/supervised.ts"
import { bytesOf, type ProjectConfig } from "./project-config.ts"
import { startRealtime } from "./realtime/service.ts"
import { createPostgrest } from "./rest/postgrest.ts"
import type { Secrets } from "./secrets.ts"
import type { StorageContext } from "./storage/context.ts"
import { openObjectFiles } from "./storage/files.ts"
import { createStorageService, storageNeedsKey, sweepStorage } from "./storage/service.ts"
import { createUrlTokens } from "./storage/url-tokens.ts"
import type { Tokens } from "./tokens.ts"

/** What the services stand on once Postgres runs. */
export interface Foundation {
  options: SupabaseOptions
  config: ProjectConfig
  secrets: Secrets
  tokens: Tokens
  port: number
  url: string
  databasePort: number
  runDir: string
  logDir: string
  /** Called with what ends each part, in the order they start. */
  onStop: (step: () => Promise<void> | void) => void
  /** Told of a process that dies too often to be started again. */
  onGivenUp: (failure: PartFailure) => void
}

/** Starts every service and the gateway in front of them. Resolves to a list of the processes they run. */
export async function startServices(foundation: Foundation): Promise<() => Child[]> {
  const { options, config, secrets, tokens, url, databasePort, onStop } = foundation
  const { dataDir, log } = options
  const readCaller = createCallerReader(
    { publishable: secrets.publishableKey, secret: secrets.secretKey },
    tokens,
  )
  const functions = startProjectFunctions(foundation)
  const postgrest = createPostgrest({
    databasePort,
    servicePassword: secrets.servicePassword,
    jwks: tokens.jwks,
    api: config.api,
    runDir: foundation.runDir,
    logDir: foundation.logDir,
    log,
    onGivenUp: foundation.onGivenUp,
  })
  const postgrestStart = postgrest.start()
  // Registered before anything is awaited: a failure elsewhere must find it.
  onStop(() => postgrest.stop())
  const mailer = openOutbox(dataDir)
  const storage: StorageContext = {
    pool: openPool(foundation, "supabase_storage_admin", 10),
    tokens,
    urlTokens: createUrlTokens(secrets.storageUrlKey),
    files: openObjectFiles(dataDir),
    largestObject: bytesOf(config.storage.file_size_limit),
  }
  const auth = createAuthService({
    pool: openPool(foundation, "supabase_auth_admin", 10),
    tokens,
    config: { ...config.auth, site_url: options.siteUrl ?? config.auth.site_url },
    templates: config.templates,
    origins: new OriginLimit(config.auth.rate_limit.sign_in_sign_ups),
    mailer,
    apiUrl: () => url,
    now: () => new Date(),
  })
  const realtimeStart = startRealtime({
    pool: openPool(foundation, superuser, 5),
    connection: connectionOf(foundation, superuser),
    tokens,
    readCaller,
    log,
  })
  onStop(() => realtimeStart.then((started) => started.stop()).catch(() => {}))
  const [realtime] = await Promise.all([
    realtimeStart,
    postgrestStart,
    sweepStorage(storage),
    functions?.settled(),
  ])
  const services: Service[] = [
    { prefix: "/rest/v1", handle: postgrest.handle },
    { prefix: "/auth/v1", handle: auth, needsKey: ({ method }, path) => authNeedsKey(method, path) },
    { prefix: "/realtime/v1", handle: realtime.handle },
    {
      prefix: "/storage/v1",
      handle: createStorageService(storage),
      needsKey: ({ method }, path) => storageNeedsKey(method, path),
    },
    {
      prefix: "/functions/v1",
      handle: functions?.handle ?? noFunctions,
      needsKey: () => false,
      ownCors: true,
    },
    { prefix: "/mail", handle: createMailService(mailer), needsKey: (_request, path) => mailNeedsKey(path) },
  ]
  const gateway = await openGateway({
    port: foundation.port,
    services,
    readCaller,
    onUpgrade: realtime.onUpgrade,
    log,
  })
  onStop(() => gateway.close())
  return () => [postgrest.child() ?? [], functions?.children() ?? []].flat()
}

function startProjectFunctions(foundation: Foundation): Functions | null {
  const { options, config, secrets, tokens, port, url, runDir, logDir } = foundation
  if (options.functionsDir === undefined) return null
  const functions = startFunctions({
    functionsDir: options.functionsDir,
    gatewayPort: port,
    env: {
      SUPABASE_URL: url,
      SUPABASE_ANON_KEY: secrets.publishableKey,
      SUPABASE_SERVICE_ROLE_KEY: secrets.secretKey,
      SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: secrets.publishableKey }),
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: secrets.secretKey }),
      ...options.functionsEnv,
    },
    config: config.functions,
    tokens,
    cacheDir: join(options.dataDir, "deno"),
    runDir,
    logDir,
    watch: options.watchFunctions === true,
    log: options.log,
    onGivenUp: foundation.onGivenUp,
  })
  foundation.onStop(() => functions.stop())
  return functions
}

function openPool(foundation: Foundation, user: string, max: number): pg.Pool {
  const pool = new pg.Pool({ ...connectionOf(foundation, user), max })
  // An idle connection that breaks is replaced at the next use.
  pool.on("error", (error) => foundation.options.log(`${user}: ${error.message}`))
  foundation.onStop(() => pool.end())
  return pool
}

function connectionOf({ databasePort, secrets }: Foundation, user: string): pg.ClientConfig {
  return {
    host: "127.0.0.1",
    port: databasePort,
    database: "postgres",
    user,
    password: secrets.servicePassword,
  }
}
