import { existsSync } from "node:fs"
import { join } from "node:path"
import { readNumbers } from "../product/numbers.ts"
import type { Ports } from "../product/ports.ts"
import { startProduct } from "../product/start.ts"
import type { Product } from "../product/types.ts"
import { demoBlock } from "./demo-block.ts"
import { forgetRunning, inOurWords, noteRunning } from "./running.ts"
import { exitCodeOf, stopAsked } from "./signals.ts"
import { Steps } from "./steps.ts"

interface LocalRun {
  dataDir: string
  mode: "production" | "development"
  /** Folder of the build, relative to the checkout. */
  distDir: string
  ports: Ports
}

/** Runs everything on this machine until told to stop. Throws what `startProduct` throws. */
export async function runLocal(run: LocalRun): Promise<void> {
  const { dataDir } = run
  const begun = performance.now()
  const steps = new Steps((line) => console.log(line))
  // Listened for from the beginning: a Ctrl-C during a build stops it.
  const asked = stopAsked()
  const product = await start(run, steps, asked)
  steps.end()
  const numbers = await readNumbers(product.supabase.dbUrl, product.appUrl)
  noteRunning(dataDir, product.appUrl)
  console.log(demoBlock({ ...product, numbers, seconds: (performance.now() - begun) / 1000 }))
  const ended = await Promise.race([asked, product.failed])
  console.log(
    typeof ended === "string"
      ? "\nStopping …"
      : `\n${ended.name} has died three times within a minute; the last time it ${ended.how}. Stopping the rest …`,
  )
  await product.stop()
  forgetRunning(dataDir)
  if (typeof ended === "string") process.exit(0)
  console.error(`Its last words are in ${logOf(dataDir, ended.name)}`)
  process.exit(1)
}

/** Starts the product; a wish to stop meanwhile ends the present step, and the program with the code of the signal. */
async function start(
  { dataDir, mode, distDir, ports }: LocalRun,
  steps: Steps,
  asked: Promise<string>,
): Promise<Product> {
  const stop = new AbortController()
  let isUp = false
  void asked.then((why) => {
    steps.end()
    if (!isUp) console.log("\nStopping …")
    stop.abort(why)
  })
  const log = (line: string) => (isUp ? console.log(line) : steps.begin(line))
  try {
    const product = await startProduct({
      dataDir,
      mode,
      distDir,
      ports,
      seed: true,
      signal: stop.signal,
      log,
    })
    isUp = true
    return product
  } catch (error) {
    steps.end()
    if (stop.signal.aborted) process.exit(exitCodeOf(await asked))
    throw inOurWords(error, dataDir)
  }
}

/** The product's parts and those below the local Supabase write to different folders. */
function logOf(dataDir: string, name: string): string {
  const own = join(dataDir, "logs", `${name}.log`)
  return existsSync(own) ? own : join(dataDir, "supabase", "log", `${name}.log`)
}
