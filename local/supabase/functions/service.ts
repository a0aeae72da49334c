import { existsSync, mkdirSync, readdirSync, watch } from "node:fs"
import { join } from "node:path"
import type { Exchange, Handler } from "../gateway/exchange.ts"
import { forwardable, proxy } from "../gateway/proxy.ts"
import { HttpError, notImplemented } from "../gateway/reply.ts"
import type { Child } from "../process/child.ts"
import type { PartFailure } from "../process/supervised.ts"
import type { ProjectConfig } from "../project-config.ts"
import type { Tokens } from "../tokens.ts"
import { type FunctionHost, hostFunction } from "./host.ts"

export interface FunctionsOptions {
  functionsDir: string
  gatewayPort: number
  env: Record<string, string>
  config: ProjectConfig["functions"]
  tokens: Tokens
  /** Where Deno keeps compiled sources. */
  cacheDir: string
  runDir: string
  logDir: string
  watch: boolean
  log: (line: string) => void
  /** Told of a function that fails too often to be started again; never while they are watched. */
  onGivenUp: (failure: PartFailure) => void
}

export interface Functions {
  handle: Handler
  children: () => Child[]
  /** Resolves when every function has started, or has failed to. */
  settled: () => Promise<void>
  stop: () => Promise<void>
}

/** Milliseconds in which several changed files count as one change. */
const changeWindowMs = 100

/** Starts every function of the folder and answers `/functions/v1/<name>`. */
export function startFunctions(options: FunctionsOptions): Functions {
  mkdirSync(options.cacheDir, { recursive: true })
  const hosts = new Map<string, FunctionHost>(
    functionNames(options).map((name) => [name, hostFunction({ ...options, name })]),
  )
  const stopWatching = options.watch ? watchFolder(options.functionsDir, hosts) : () => {}
  return {
    handle: (exchange) => call(options, hosts, exchange),
    children: () => [...hosts.values()].flatMap((host) => host.child() ?? []),
    settled: async () => {
      const results = await Promise.allSettled([...hosts].map(([, host]) => host.port()))
      for (const result of results) if (result.status === "rejected") options.log(String(result.reason))
    },
    stop: async () => {
      stopWatching()
      await Promise.all([...hosts.values()].map((host) => host.stop()))
    },
  }
}

function functionNames({ functionsDir, config }: FunctionsOptions): string[] {
  return readdirSync(functionsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-zA-Z0-9][\w-]*$/.test(entry.name))
    .map((entry) => entry.name)
    .filter((name) => existsSync(join(functionsDir, name, "index.ts")) && config[name]?.enabled !== false)
}

async function call(
  { config, tokens }: FunctionsOptions,
  hosts: Map<string, FunctionHost>,
  exchange: Exchange,
): Promise<void> {
  const { request, url, path } = exchange
  const name = path.split("/")[1] ?? ""
  const host = hosts.get(name)
  if (host === undefined)
    throw new HttpError(404, { code: "NOT_FOUND", message: "Requested function was not found" })
  if (config[name]?.verify_jwt !== false && request.method !== "OPTIONS") await assertToken(tokens, exchange)
  const port = await host.port().catch((error: Error) => {
    throw new HttpError(503, { code: "BOOT_ERROR", message: `Function failed to start: ${error.message}` })
  })
  await proxy(exchange, { port, path: `${path}${url.search}`, headers: forwardable(request.headers) })
}

/** As hosted: a signed token is wanted, and an API key is none. */
async function assertToken(tokens: Tokens, { request }: Exchange): Promise<void> {
  const header = request.headers.authorization
  if (header === undefined) throw new HttpError(401, { code: 401, message: "Missing authorization header" })
  try {
    await tokens.verify(header.replace(/^Bearer\s+/i, ""))
  } catch {
    throw new HttpError(401, { code: 401, message: "Invalid JWT" })
  }
}

/** Restarts a function when a file of it changes, all of them when a shared one does. */
function watchFolder(functionsDir: string, hosts: Map<string, FunctionHost>): () => void {
  const changed = new Set<FunctionHost>()
  let timer: NodeJS.Timeout | null = null
  const watcher = watch(functionsDir, { recursive: true }, (_event, file) => {
    const host = hosts.get(file?.split(/[\\/]/)[0] ?? "")
    for (const each of host === undefined ? hosts.values() : [host]) changed.add(each)
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => {
      for (const each of changed) void each.restart()
      changed.clear()
    }, changeWindowMs)
  })
  return () => {
    if (timer !== null) clearTimeout(timer)
    watcher.close()
  }
}

/** The service when there is no folder of functions. */
export const noFunctions: Handler = ({ request, path }) => {
  throw notImplemented(`Functions: ${request.method} ${path} (no folder of functions was given)`)
}
