import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { endOrphans } from "../supabase/process/orphans.ts"
import { lockDataDir } from "../supabase/process/stack-lock.ts"
import { ensureBuild } from "./build.ts"
import { appEnvironment } from "./environment.ts"
import { readNumbers, syncNumbers } from "./numbers.ts"
import { settlePorts } from "./ports.ts"
import { RunningApp } from "./running-app.ts"
import { loadSecrets } from "./secrets.ts"
import { startCarrierProcess } from "./start-carrier.ts"
import { seedDemo, startSupabaseProcess } from "./start-supabase.ts"
import type { Product, ProductOptions } from "./types.ts"

/**
 * Starts the whole product on 127.0.0.1 and resolves when every part serves: builds the app if needed, starts the
 * database with migrations, edge functions, the carrier with the database's numbers, the app and the ticker.
 * What an earlier, killed start left behind is ended first. Throws PortTakenError, StackRunningError (another
 * live process uses `dataDir`), BuildFailedError, ChildFailedError; nothing is left running then.
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
    // Also the database of a killed start: it would still hold its port.
    for (const dir of [runDir, join(options.dataDir, "supabase", "run")]) await endOrphans(dir, options.log)
    const ports = await settlePorts({ app: 0, supabase: 0, postgres: 0, carrier: 0, ...options.ports })
    const distDir = options.distDir ?? ".next"
    if (options.mode === "production") await ensureBuild(distDir, options.log)

    // `localhost`, because people type it and a session's cookies belong to the name typed.
    const appUrl = `http://localhost:${ports.app}`
    const secrets = loadSecrets(options.dataDir)
    const place = { dataDir: options.dataDir, runDir, logDir }
    const supabase = await startSupabaseProcess({ ...place, ports, appUrl, secrets, options })
    closers.push(() => supabase.child.stop("SIGTERM", 15_000))
    if (options.seed) await seedDemo(supabase, options.dataDir, options.log)

    options.log("starting the carrier")
    const numbers = await readNumbers(supabase.dbUrl, appUrl)
    const carrier = await startCarrierProcess({ ...place, port: ports.carrier, secrets, numbers, options })
    closers.push(() => carrier.child.stop("SIGTERM", 5_000))

    options.log("starting the app")
    const { url, publishableKey, secretKey, dbUrl } = supabase
    const addresses = {
      appUrl,
      supabase: { url, publishableKey, secretKey, dbUrl },
      carrier: { url: carrier.url, signalUrl: carrier.signalUrl, controlToken: secrets.controlToken },
    }
    const env = { ...appEnvironment(addresses, secrets), ...options.env }
    const app = new RunningApp({ mode: options.mode, port: ports.app, distDir, env, runDir, logDir })
    closers.push(() => app.stop())
    await app.start()

    let stopping = false
    return {
      ...addresses,
      mailUrl: `${url}/mail`,
      env,
      fresh: supabase.fresh,
      processes: () => [
        ...supabase.processes(),
        { name: "carrier", pid: carrier.child.pid },
        ...app.processes(),
      ],
      syncNumbers: () => syncNumbers(addresses),
      killApp: () => app.kill(),
      startApp: (extra) => app.start(extra),
      failed: new Promise((resolve) => {
        const report = (name: string) => () => stopping || resolve(name)
        void supabase.child.exited.then(report("supabase"))
        void carrier.child.exited.then(report("carrier"))
        app.onUnexpectedEnd(report("app"))
      }),
      stop: async () => {
        stopping = true
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
