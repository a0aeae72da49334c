import { spawn } from "node:child_process"
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { paths, root } from "./paths.ts"

/** Raised when the app does not build; carries the compiler's words. */
export class BuildFailedError extends Error {
  constructor(output: string) {
    super(`The app does not build:\n${output}`)
    this.name = "BuildFailedError"
  }
}

/** After SIGTERM, ms. */
const graceMs = 2_000

/**
 * Runs `next build` into `distDir` (relative to the checkout). Throws {@link BuildFailedError}; the signal's reason when it
 * is aborted, and then no process of the build is left.
 */
export async function buildWithNext(distDir: string, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  const restore = keepTypesFile()
  try {
    await run(distDir, signal)
  } finally {
    restore()
  }
}

/** Next points next-env.d.ts at the folder it builds into, which type checks would then follow into a removed one. */
function keepTypesFile(): () => void {
  const file = join(root, "next-env.d.ts")
  const before = existsSync(file) ? readFileSync(file) : null
  return () => {
    if (before === null) rmSync(file, { force: true })
    else writeFileSync(file, before)
  }
}

async function run(distDir: string, signal: AbortSignal | undefined): Promise<void> {
  const lines: string[] = []
  const child = spawn(process.execPath, [`--import=${paths.exitWithParent}`, paths.next, "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that its workers can be ended with it.
    detached: true,
  })
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => lines.push(line))
  }
  const end = (how: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, how)
    } catch {
      // It has ended already.
    }
  }
  let kill: NodeJS.Timeout | undefined
  const giveUp = () => {
    end("SIGTERM")
    kill = setTimeout(() => end("SIGKILL"), graceMs)
  }
  signal?.addEventListener("abort", giveUp)
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject)
      child.once("close", resolve)
    })
    signal?.throwIfAborted()
    if (code !== 0) throw new BuildFailedError(lines.slice(-60).join("\n"))
  } finally {
    clearTimeout(kill)
    signal?.removeEventListener("abort", giveUp)
  }
}
