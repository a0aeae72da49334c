import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { prepareDatabase } from "./database/prepare.ts"
import type { StackFailure, SupabaseOptions, SupabaseStack } from "./options.ts"
import { claimPort } from "./ports.ts"
import type { Child } from "./process/child.ts"
import { endOrphans } from "./process/orphans.ts"
import { lockDataDir } from "./process/stack-lock.ts"
import { readProjectConfig } from "./project-config.ts"
import { loadSecrets } from "./secrets.ts"
import { startServices } from "./services.ts"
import { createTicker } from "./ticker.ts"
import { createTokens } from "./tokens.ts"

type StopStep = () => Promise<void> | void

/**
 * Starts Postgres, PostgREST, Auth, Realtime, Storage, the edge functions and the gateway in front of them, all on
 * 127.0.0.1. A data directory is used by one stack at a time; what an earlier, killed one left running is ended first.
 * When it rejects, nothing is left running.
 * @throws PortTakenError, StackRunningError, MissingBinaryError, MigrationError, ChildFailedError
 */
export async function startSupabase(options: SupabaseOptions): Promise<SupabaseStack> {
  const steps: StopStep[] = [lockDataDir(options.dataDir)]
  let stopping: Promise<void> | null = null
  const stop = () => {
    stopping ??= runBackwards(steps, options.log)
    return stopping
  }
  try {
    return await startAll(options, (step) => steps.push(step), stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function startAll(
  options: SupabaseOptions,
  onStop: (step: StopStep) => void,
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

  const database = await prepareDatabase(
    options,
    secrets,
    { runDir, logDir, port: databasePort },
    ({ child }) => onStop(() => child.stop("SIGINT", 30_000)),
  )
  const { promise: failed, resolve: fail } = Promise.withResolvers<StackFailure>()
  let isStopping = false
  const children: (() => Child[])[] = [() => [database.cluster.child]]
  const report = (failure: StackFailure) => {
    if (isStopping) return
    const child = children.flatMap((list) => list()).find(({ name }) => name === failure.name)
    log(`${failure.name} ${failure.how}${child === undefined ? "" : `\n${child.logTail()}`}`)
    fail(failure)
  }
  children.push(
    await startServices({
      options,
      config,
      secrets,
      tokens,
      port,
      url,
      databasePort,
      runDir,
      logDir,
      onStop,
      onGivenUp: (failure) => report({ ...failure, isFinal: true }),
    }),
  )
  void database.cluster.child.exited.then(({ how }) => report({ name: "postgres", how, isFinal: false }))
  const ticker = createTicker(log)
  onStop(() => ticker.stop())
  ticker.set(options.ticker ?? null)
  onStop(() => {
    isStopping = true
  })
  return {
    url,
    publishableKey: secrets.publishableKey,
    secretKey: secrets.secretKey,
    dbUrl: database.dbUrl,
    fresh: database.fresh,
    processes: () =>
      children
        .flatMap((list) => list())
        .filter(isRunning)
        .map(({ name, pid }) => ({ name, pid })),
    setTicker: ticker.set,
    failed,
    stop,
  }
}

function isRunning(child: Child): boolean {
  return !child.hasExited()
}

/** Ends what was started, last first; one that fails does not keep the others running. */
async function runBackwards(steps: StopStep[], log: (line: string) => void): Promise<void> {
  for (const step of steps.toReversed()) {
    try {
      await step()
    } catch (error) {
      log(`stopping: ${error instanceof Error ? error.message : error}`)
    }
  }
}
