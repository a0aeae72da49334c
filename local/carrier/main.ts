import { readFileSync } from "node:fs"
import type { CarrierOptions } from "./options.ts"
import { startCarrier } from "./start.ts"

const PARENT_CHECK_MS = 1000

/**
 * The carrier as a process. Options are JSON, in the file named by the first argument or in CARRIER_OPTIONS.
 * Prints one JSON line when it is ready (or cannot be); ends on SIGTERM, SIGINT or when its parent is gone.
 */
async function main(): Promise<void> {
  // Before anything can be told of the carrier: who hears that it is ready may end at once.
  const parent = process.ppid
  const file = process.argv[2]
  const json = file ? readFileSync(file, "utf8") : process.env.CARRIER_OPTIONS
  if (!json) throw new Error("The carrier needs its options: a file as argument, or JSON in CARRIER_OPTIONS.")
  const options = JSON.parse(json) as CarrierOptions
  const carrier = await startCarrier({ ...options, log: (line) => process.stderr.write(`${line}\n`) })
  const { url, signalUrl, mediaAddress } = carrier
  process.stdout.write(`${JSON.stringify({ ready: true, url, signalUrl, mediaAddress, pid: process.pid })}\n`)

  let stopping = false
  const end = (): void => {
    if (stopping) return
    stopping = true
    void carrier.stop().finally(() => process.exit(0))
  }
  process.on("SIGTERM", end)
  process.on("SIGINT", end)
  setInterval(() => {
    if (process.ppid !== parent) end()
  }, PARENT_CHECK_MS).unref()
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  process.stdout.write(`${JSON.stringify({ ready: false, error: message })}\n`)
  process.exit(1)
})
