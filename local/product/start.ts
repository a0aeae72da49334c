import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Child } from "../supabase/process/child.ts"
import { endOrphans } from "../supabase/process/orphans.ts"
import { lockDataDir } from "../supabase/process/stack-lock.ts"
import { type PartFailure, Supervised } from "../supabase/process/supervised.ts"
import { startApp } from "./app.ts"
import { ensureBuild } from "./build.ts"
import { appEnvironment, systemEnvironment } from "./environment.ts"
import { checkLiveCalls, readNumbers, syncNumbers } from "./numbers.ts"
import { settlePorts } from "./ports.ts"
import { loadSecrets } from "./secrets.ts"
import { startCarrierProcess } from "./start-carrier.ts"
import { startSupabaseProcess, tellDemo } from "./start-supabase.ts"
import type { ProcessInfo, Product, ProductOptions } from "./types.ts"

/**
 * Starts the whole product on 127.0.0.1 and resolves when every part serves: builds the app if needed, starts the
 * database with migrations, edge functions, the carrier with the database's numbers, the app and the ticker.
 * A part that dies is started again on its port; `failed` tells of one that dies too often. What an earlier, killed
 * start left behind is ended first. Throws PortTakenError, StackRunningError (another live process uses `dataDir`),
 * BuildFailedError, ChildFailedError, DataOfOtherVersionError, and the signal's reason when it is aborted; nothing is
 * left running then.
 */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const runDir = join(options.dataDir, "run")
  const logDir = join(options.dataDir, "logs")
  mkdirSync(options.dataDir, { recursive: true })
  const closers: (() => Promise<void> | void)[] = [lockDataDir(options.dataDir)]
  const closeAll = async () => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close()
  }
  try {
    // Also the database of a killed start: it would still hold its port. And at the end that of a killed stack.
    const supabaseRunDir = join(options.dataDir, "supabase", "run")
    for (const dir of [runDir, supabaseRunDir]) await endOrphans(dir, options.log)
    closers.push(async () => void (await endOrphans(supabaseRunDir, options.log)))
    const ports = await settlePorts({ app: 0, supabase: 0, postgres: 0, carrier: 0, ...options.ports })
    const distDir = options.distDir ?? ".next"
    if (options.mode === "production") await ensureBuild(distDir, options.log, options.signal)

    // `localhost`, because people type it and a session's cookies belong to the name typed.
    const appUrl = `http://localhost:${ports.app}`
    const secrets = loadSecrets(options.dataDir)
    const place = { dataDir: options.dataDir, runDir, logDir, secrets, options }
    const { promise: failed, resolve: onGivenUp } = Promise.withResolvers<PartFailure>()
    const supervision = { log: options.log, onGivenUp }
    const supervise = async <Started extends { child: Child }>(part: Supervised<Started>) => {
      closers.push(() => part.stop())
      return await part.start(options.signal)
    }

    const check = (url: string) =>
      checkLiveCalls(url).catch((error) => options.log(`live calls cannot be checked: ${error}`))

    const stack = new Supervised({
      ...supervision,
      name: "supabase",
      start: async (signal) => {
        const started = await startSupabaseProcess({ ...place, ports, appUrl, signal })
        await check(started.dbUrl)
        return started
      },
      stopSignal: "SIGTERM",
      graceMs: 15_000,
      lastWords: (dead) => dead.lastWords(),
    })
    const supabase = await supervise(stack)
    if (options.seed) await tellDemo(supabase, options.dataDir, options.log)
    const { url, publishableKey, secretKey, dbUrl, fresh } = supabase
    /** The other parts are of no use without it; whichever was down, calls may have ended meanwhile. */
    const beside = async <Started>(start: () => Promise<Started>) => {
      await stack.up()
      const started = await start()
      await check(dbUrl)
      return started
    }

    options.log("starting the carrier")
    const carrierPart = new Supervised({
      ...supervision,
      name: "carrier",
      start: (signal) =>
        beside(async () => {
          const numbers = await readNumbers(dbUrl, appUrl)
          return await startCarrierProcess({ ...place, port: ports.carrier, numbers, appUrl, signal })
        }),
      stopSignal: "SIGTERM",
      graceMs: 5_000,
    })
    const carrier = await supervise(carrierPart)

    options.log("starting the app")
    const addresses = {
      appUrl,
      supabase: { url, publishableKey, secretKey, dbUrl },
      carrier: { url: carrier.url, signalUrl: carrier.signalUrl, controlToken: secrets.controlToken },
    }
    const env = { ...appEnvironment(addresses, secrets), ...options.env }
    let extra: Record<string, string> = {}
    const app = new Supervised({
      ...supervision,
      name: "app",
      start: (signal) =>
        beside(async () => {
          const place = { mode: options.mode, port: ports.app, distDir, runDir, logDir, signal }
          return { child: await startApp({ ...place, env: { ...systemEnvironment(), ...env, ...extra } }) }
        }),
      stopSignal: "SIGTERM",
      graceMs: 5_000,
    })
    await supervise(app)

    return {
      ...addresses,
      mailUrl: `${url}/mail`,
      env,
      fresh,
      processes: () =>
        [carrierPart, app].reduce(
          (list, part) => list.concat(infoOf(part.child())),
          stack.child() === null ? [] : supabase.processes(),
        ),
      syncNumbers: () => syncNumbers(addresses),
      killApp: () => app.stop("SIGKILL", 0),
      startApp: async (variables = {}) => {
        extra = variables
        await app.start()
      },
      failed,
      stop: closeAll,
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

function infoOf(child: Child | null): ProcessInfo[] {
  return child === null ? [] : [{ name: child.name, pid: child.pid }]
}
