import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { readNumbers } from "../product/numbers.ts"
import type { Ports } from "../product/ports.ts"
import { startProduct } from "../product/start.ts"
import { StackRunningError } from "../supabase/errors.ts"
import { demoBlock } from "./demo-block.ts"
import { readRunning, runningFile } from "./running.ts"
import { stopAsked } from "./signals.ts"
import { Steps } from "./steps.ts"

interface LocalRun {
  dataDir: string
  mode: "production" | "development"
  /** Folder of the build, relative to the checkout. */
  distDir: string
  ports: Ports
}

/** Runs everything on this machine until told to stop. Throws what `startProduct` throws. */
export async function runLocal({ dataDir, mode, distDir, ports }: LocalRun): Promise<void> {
  const begun = performance.now()
  const steps = new Steps((line) => console.log(line))
  // Listened for from the beginning: a Ctrl-C during a long build stops too, once there is something to stop.
  const asked = stopAsked()
  const started = startProduct({
    dataDir,
    mode,
    distDir,
    ports,
    seed: true,
    log: (line) => steps.begin(line),
  })
  const early = await Promise.race([asked, started.then(() => null)]).catch((error: unknown) => {
    steps.end()
    throw error instanceof StackRunningError ? alreadyRunning(dataDir, error) : error
  })
  if (early !== null) {
    console.log("\nStopping as soon as the present step has ended …")
    // A Ctrl-C interrupts a build too; that it failed then is no news.
    const product = await started.catch(() => null)
    await product?.stop()
    process.exit(130)
  }
  const product = await started
  steps.end()
  const numbers = await readNumbers(product.supabase.dbUrl, product.appUrl)
  writeFileSync(runningFile(dataDir), JSON.stringify({ appUrl: product.appUrl }))
  console.log(demoBlock({ ...product, numbers, seconds: (performance.now() - begun) / 1000 }))
  const ended = await Promise.race([asked, product.failed.then((name) => ({ name }))])
  console.log(
    typeof ended === "string" ? "\nStopping …" : `\n${ended.name} has ended by itself; stopping the rest.`,
  )
  await product.stop()
  rmSync(runningFile(dataDir), { force: true })
  if (typeof ended === "string") process.exit(0)
  console.error(`Its last words are in ${join(dataDir, "logs", `${ended.name}.log`)}`)
  process.exit(1)
}

function alreadyRunning(dataDir: string, error: StackRunningError): StackRunningError {
  const address = readRunning(dataDir)
  error.message = `Toritsugi is already running here (process ${error.pid})${address ? `: ${address}` : ""}.\nStop it with Ctrl-C in its terminal, or with: kill ${error.pid}`
  return error
}
