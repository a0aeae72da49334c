import { existsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { ChildFailedError } from "../supabase/errors.ts"
import type { StackFailure, SupabaseOptions } from "../supabase/options.ts"
import type { Child } from "../supabase/process/child.ts"
import { readPidFiles } from "../supabase/process/pid-file.ts"
import { systemEnvironment } from "./environment.ts"
import { paths } from "./paths.ts"
import type { Ports } from "./ports.ts"
import type { ProductSecrets } from "./secrets.ts"
import { readLine, startService } from "./service.ts"
import type { ProcessInfo, ProductOptions } from "./types.ts"

interface SupabaseStart {
  dataDir: string
  runDir: string
  logDir: string
  ports: Ports
  appUrl: string
  secrets: ProductSecrets
  options: ProductOptions
  signal: AbortSignal
}

export interface SupabaseProcess extends z.infer<typeof readyShape> {
  child: Child
  processes(): ProcessInfo[]
  /** Which of its parts it ended for, once it has ended by itself. */
  lastWords(): StackFailure | null
}

const readyShape = z.object({
  url: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  dbUrl: z.string(),
  fresh: z.boolean(),
})

const failedShape = z.object({
  failed: z.object({ name: z.string(), how: z.string(), isFinal: z.boolean() }),
})

/** The data was made by a version with other migrations, from which there is no way on. */
export class DataOfOtherVersionError extends Error {
  constructor(dataDir: string, differences: string) {
    super(
      `The data in ${dataDir} was made by another version of Toritsugi. ${differences}.\n` +
        "Begin anew with `npm run reset`, which removes all of it, or start the version that made it.",
    )
    this.name = "DataOfOtherVersionError"
  }
}

/** Starts database, REST, auth, realtime, storage, edge functions and ticker below one process of their own. Throws ChildFailedError, DataOfOtherVersionError. */
export async function startSupabaseProcess(start: SupabaseStart): Promise<SupabaseProcess> {
  const { ports, secrets, options } = start
  const tickMs = options.tickMs ?? 2000
  const stack: Omit<SupabaseOptions, "log"> = {
    dataDir: join(start.dataDir, "supabase"),
    ports: { gateway: ports.supabase, postgres: ports.postgres },
    migrationsDir: paths.migrations,
    functionsDir: options.functionsDir ?? paths.functions,
    functionsEnv: { ROUTING_SECRET: secrets.routingSecret },
    watchFunctions: options.mode === "development",
    configFile: options.configFile ?? paths.supabaseConfig,
    siteUrl: start.appUrl,
    ...(options.seed ? { seed: paths.seed } : {}),
    ...(tickMs > 0
      ? { ticker: { url: `${start.appUrl}/api/tick`, secret: secrets.tickSecret, everyMs: tickMs } }
      : {}),
  }
  options.log("starting the database and its services")
  const { child, ready } = await startService({
    name: "supabase",
    program: paths.supabaseProgram,
    env: { ...systemEnvironment(), LOCAL_SUPABASE_OPTIONS: JSON.stringify(stack) },
    ready: readyShape,
    runDir: start.runDir,
    logDir: start.logDir,
    // The first start makes a database cluster, migrates and seeds.
    withinMs: 120_000,
    signal: start.signal,
  }).catch((error: unknown) => {
    const said = error instanceof ChildFailedError && /^MigrationsDifferError: (.*)$/m.exec(error.message)
    throw said ? new DataOfOtherVersionError(start.dataDir, said[1] ?? "") : error
  })
  const below = () => readPidFiles(join(stack.dataDir, "run")).map(({ name, pid }) => ({ name, pid }))
  return {
    ...ready,
    child,
    processes: () => [{ name: "supabase", pid: child.pid }, ...below()],
    lastWords: () => readLine(join(start.logDir, "supabase.log"), failedShape)?.failed ?? null,
  }
}

/**
 * Tells the past of the demo account, which the seed has set up: its calls, and their recordings. Once per data directory;
 * a start that was interrupted goes on with what is missing.
 */
export async function tellDemo(
  supabase: SupabaseProcess,
  dataDir: string,
  log: (line: string) => void,
): Promise<void> {
  const mark = join(dataDir, "demo-told")
  if (existsSync(mark)) return
  log("telling the calls of the demo")
  const { tellDemoOnce } = await import("../demo/tell.ts")
  await tellDemoOnce(supabase.dbUrl)
  log("adding recordings to the demo calls")
  const { addRecordings } = await import("../demo/recordings.ts")
  await addRecordings(supabase)
  writeFileSync(mark, "")
}
