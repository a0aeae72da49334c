import { readFileSync } from "node:fs"
import { z } from "zod"
import { startSupabase } from "./start.ts"

/** The options of `startSupabase` that can be written as JSON. */
const optionsSchema = z.object({
  dataDir: z.string(),
  ports: z.object({ gateway: z.number().int(), postgres: z.number().int() }),
  migrationsDir: z.string().optional(),
  seed: z.string().optional(),
  functionsDir: z.string().optional(),
  functionsEnv: z.record(z.string(), z.string()).optional(),
  watchFunctions: z.boolean().optional(),
  ticker: z.object({ url: z.string(), secret: z.string(), everyMs: z.number().positive() }).optional(),
  configFile: z.string().optional(),
  siteUrl: z.string().optional(),
})

/** How often it looks whether its parent still lives, ms. */
const parentCheckMs = 500

/**
 * The stack as a process: `main.ts <options as JSON>`, or `main.ts -` with the JSON on standard input (secrets do not show
 * in the process list then). Logs to standard error and, when ready, prints one line of JSON:
 * `{ url, publishableKey, secretKey, dbUrl, fresh, processes }`. Ends with SIGTERM, SIGINT, or its parent, and
 * with 1 when it cannot go on; then the last such line is `{ failed: { name, how, isFinal } }` (`StackFailure`).
 */
async function main(): Promise<void> {
  const parent = process.ppid
  const given = process.argv[2] ?? process.env.LOCAL_SUPABASE_OPTIONS ?? "-"
  const options = optionsSchema.parse(JSON.parse(given === "-" ? readFileSync(0, "utf8") : given))
  let isEnding = false
  let stop: () => Promise<void> = async () => {}
  const end = (code: number) => {
    if (isEnding) return
    isEnding = true
    stop().then(
      () => process.exit(code),
      () => process.exit(1),
    )
  }
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => end(0))
  setInterval(() => {
    if (process.ppid !== parent) end(0)
  }, parentCheckMs).unref()

  const { ticker, ...rest } = options
  const starting = startSupabase({
    ...(rest as Omit<Parameters<typeof startSupabase>[0], "log">),
    ...(ticker === undefined ? {} : { ticker }),
    log: (line) => console.error(line),
  })
  // A signal during the start ends what has come up by then.
  stop = async () => (await starting).stop()
  const { url, publishableKey, secretKey, dbUrl, fresh, processes, failed } = await starting
  console.log(JSON.stringify({ url, publishableKey, secretKey, dbUrl, fresh, processes: processes() }))
  void failed.then((failure) => {
    console.log(JSON.stringify({ failed: failure }))
    end(1)
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error)
  process.exit(1)
})
