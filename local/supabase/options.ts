import type { PartFailure } from "./process/supervised.ts"

/** Where a stack listens. 0 asks for any free port. */
export interface StackPorts {
  gateway: number
  postgres: number
}

/** Whom the ticker calls: a POST every `everyMs` milliseconds with `Authorization: Bearer <secret>`. */
export interface TickerTarget {
  url: string
  secret: string
  everyMs: number
}

/** What `startSupabase` needs. All paths are absolute. */
export interface SupabaseOptions {
  /** Keys, passwords, database, stored objects, logs and mails. Kept between starts. */
  dataDir: string
  ports: StackPorts
  /** Applied at every start, only what is pending. */
  migrationsDir?: string
  /** Run once, after the migrations, on a fresh database: a path of SQL, or a function of the database URL. */
  seed?: string | ((dbUrl: string) => Promise<void>)
  /** One folder a function, each with `index.ts`; `_shared` and other folders with a leading `_` or `.` are skipped. */
  functionsDir?: string
  functionsEnv?: Record<string, string>
  /** Restart a function when a file below `functionsDir` changes. */
  watchFunctions?: boolean
  ticker?: TickerTarget
  /** `config.toml` of the project: auth settings, exposed schemas, `verify_jwt` per function. Missing: defaults. */
  configFile?: string
  /** Where links in mails lead when none was asked for; overrides `[auth] site_url`. */
  siteUrl?: string
  log: (line: string) => void
}

export interface ProcessInfo {
  name: string
  pid: number
}

/**
 * Which process died, and how as the rest of a sentence. `isFinal`: it died too often, and starting the stack again is in
 * vain. Otherwise it was Postgres, and the stack can be started again.
 */
export interface StackFailure extends PartFailure {
  isFinal: boolean
}

/** A running stack. `dbUrl` signs in as `postgres`, which has the rights it has on hosted Supabase. */
export interface SupabaseStack {
  url: string
  publishableKey: string
  secretKey: string
  dbUrl: string
  /** True when this start made the database (and ran the seed). */
  fresh: boolean
  processes: () => ProcessInfo[]
  setTicker: (target: TickerTarget | null) => void
  /** Resolves when the stack cannot go on: a process has died that is not started again. Never after `stop`. */
  failed: Promise<StackFailure>
  stop: () => Promise<void>
}
