import { type ChildProcess, spawn } from "node:child_process"
import { chmodSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { eraseSupabase } from "../../../../local/supabase/erase.ts"

const main = fileURLToPath(new URL("../../../../local/supabase/main.ts", import.meta.url))

/** The line `main.ts` prints when the stack is ready. */
export interface Ready {
  url: string
  publishableKey: string
  secretKey: string
  dbUrl: string
  fresh: boolean
  processes: { name: string; pid: number }[]
}

export interface StackProcess {
  process: ChildProcess
  ready: Ready
  /** What it has written to standard error. */
  log: () => string
}

/** A data directory the database's account can enter, also when this runs as root. */
export function newDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), "stack-process-"))
  chmodSync(dataDir, 0o755)
  return dataDir
}

/** Starts `main.ts`. Rejects with what it wrote to standard error when it ends before it is ready. */
export async function startStack(
  dataDir: string,
  options: Record<string, unknown> = {},
): Promise<StackProcess> {
  const child = spawn(process.execPath, [
    main,
    JSON.stringify({ dataDir, ports: { gateway: 0, postgres: 0 }, ...options }),
  ])
  let errors = ""
  child.stderr.on("data", (part: Buffer) => {
    errors += part.toString()
  })
  const ready = await new Promise<Ready>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line) as Ready))
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${errors}`)))
  })
  const stack = { process: child, ready, log: () => errors }
  started.add(stack)
  return stack
}

/** Sends a signal and waits for the end. Resolves to the exit code. */
export function end(stack: StackProcess, signal: NodeJS.Signals): Promise<number | null> {
  const code = exitOf(stack)
  stack.process.kill(signal)
  return code
}

/** Waits for the end. Resolves to the exit code, null after a signal. */
export function exitOf({ process: child }: StackProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)))
}

const started = new Set<StackProcess>()

/** Ends the stacks a test left running, then what is left of the data directory's processes, and removes it. */
export async function clear(dataDir: string): Promise<void> {
  for (const stack of started) await end(stack, "SIGKILL")
  started.clear()
  await eraseSupabase(dataDir, () => {})
}
