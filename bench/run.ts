import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../local/product/paths.ts"
import type { Row } from "./measure.ts"
import { machine, table } from "./report.ts"
import { acceptToAudio } from "./rows/accept-to-audio.ts"
import { commitTo500Sockets } from "./rows/commit-to-sockets.ts"
import { inCall } from "./rows/in-call.ts"
import { inviteToIncoming } from "./rows/invite-to-incoming.ts"
import { memoryOfProcesses, readMemory } from "./rows/memory.ts"
import { millionTickets } from "./rows/million-tickets.ts"
import { missedToScreen } from "./rows/missed-to-screen.ts"
import { watchedCall } from "./rows/watched-call.ts"
import { webhookToTwiml } from "./rows/webhook-to-twiml.ts"
import { type Bench, startBench } from "./stack.ts"

const measurements: Record<string, (bench: Bench) => Promise<Row[]>> = {
  webhook_to_twiml: webhookToTwiml,
  invite_to_incoming: inviteToIncoming,
  accept_to_audio: acceptToAudio,
  in_call: inCall,
  commit_to_500_sockets: commitTo500Sockets,
  missed_to_screen: missedToScreen,
  watched_call: watchedCall,
  million: millionTickets,
}

const log = (line: string) => console.error(`• ${line}`)
const wanted = process.argv.slice(2)
const bench = await startBench(log)
const rows: Row[] = []
// Interrupted, it leaves neither processes nor data behind.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void bench.stop().finally(() => process.exit(130)))
try {
  const idle = readMemory(bench.product)
  for (const [name, measure] of Object.entries(measurements)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    log(`measuring ${name}`)
    try {
      rows.push(...(await measure(bench)))
    } catch (error) {
      // The other rows are worth having all the same.
      console.error(`${name} could not be measured:`, error)
      process.exitCode = 1
    }
  }
  rows.push(...memoryOfProcesses(idle, readMemory(bench.product)))
} finally {
  await bench.stop()
}
console.log(`\n${machine()}\n\n${table(rows)}\n`)
// Only a whole run is a result.
if (wanted.length === 0) {
  const file = join(root, "bench", "results.json")
  writeFileSync(file, `${JSON.stringify({ machine: machine(), rows }, null, 2)}\n`)
  console.log(`Written to ${file}`)
}
