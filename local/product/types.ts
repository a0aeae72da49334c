import type { CarrierOptions } from "../carrier/options.ts"
import type { PartFailure } from "../supabase/process/supervised.ts"
import type { Addresses } from "./environment.ts"
import type { Ports } from "./ports.ts"

/** How a product is started on this machine. */
export interface ProductOptions {
  /** Everything kept between starts: database, objects, recordings, secrets, logs. */
  dataDir: string
  /** 0 asks for a free port; all free when absent. */
  ports?: Partial<Ports>
  mode: "production" | "development"
  /** Folder of the build relative to the checkout; `.next` when absent. Built when it is not current. */
  distDir?: string
  /** Fill a fresh database with the demo account. */
  seed?: boolean
  /** Replaces settings of the carrier. */
  carrier?: Partial<CarrierOptions>
  /** Replaces or adds variables of the app. */
  env?: Record<string, string>
  /** Edge functions; the project's own when absent. */
  functionsDir?: string
  /** Settings of the local Supabase; the project's own when absent. */
  configFile?: string
  /** How often the ticker calls the app; 2000 when absent, 0 never. */
  tickMs?: number
  /** Stops the start: it rejects with the signal's reason, and nothing is left running. */
  signal?: AbortSignal
  /** Receives what is being done, and later which part died and is started again, a short line each. */
  log: (line: string) => void
}

export interface ProcessInfo {
  name: string
  pid: number
}

/** A running product: real database, edge functions, carrier and app, each a process of its own. */
export interface Product extends Addresses {
  mailUrl: string
  /** The app's whole configuration. */
  env: Record<string, string>
  /** True when this start made the database. */
  fresh: boolean
  processes(): ProcessInfo[]
  /** Tells the carrier of every number the database holds now. */
  syncNumbers(): Promise<void>
  /** Kills the app as a crash would; it stays down. */
  killApp(): Promise<void>
  /** Starts the app again after {@link killApp}. `env` replaces variables for this start only. */
  startApp(env?: Record<string, string>): Promise<void>
  /** Resolves when a part has died so often that it is not started again. */
  failed: Promise<PartFailure>
  stop(): Promise<void>
}
