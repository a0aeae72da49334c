import { setTimeout as delay } from "node:timers/promises"
import { claimPort } from "../supabase/ports.ts"
import { type Child, startChild, waitForChild } from "../supabase/process/child.ts"
import { waitUntil } from "../supabase/wait.ts"
import { paths, root } from "./paths.ts"

export interface AppOptions {
  mode: "production" | "development"
  port: number
  /** Folder of the build, relative to the checkout. */
  distDir: string
  env: Record<string, string>
  runDir: string
  logDir: string
  signal?: AbortSignal | undefined
}

/**
 * Serves the app on 127.0.0.1 as a process of its own; resolves when it answers requests.
 * Throws ChildFailedError with the end of its log when it does not come up, the signal's reason when it is aborted.
 */
export async function startApp(options: AppOptions): Promise<Child> {
  const preload = `--import=${paths.exitWithParent}`
  const command = options.mode === "production" ? "start" : "dev"
  // The process below a development server that died holds its port for a moment.
  const isFree = () =>
    claimPort(options.port, "the app").then(
      () => true,
      () => false,
    )
  await waitUntil(isFree, 3_000, 50)
  const child = await startChild({
    name: "app",
    command: process.execPath,
    args: [preload, paths.next, command, "-H", "127.0.0.1", "-p", String(options.port)],
    env: {
      ...options.env,
      NODE_ENV: options.mode,
      NEXT_DIST_DIR: options.distDir,
      NEXT_TELEMETRY_DISABLED: "1",
      // The development server runs in a child of its own, which takes its options from here.
      ...(options.mode === "development" ? { NODE_OPTIONS: preload } : {}),
    },
    cwd: root,
    runDir: options.runDir,
    logDir: options.logDir,
  })
  // The first request of a development server compiles the route.
  const withinMs = options.mode === "production" ? 30_000 : 120_000
  await waitForChild(child, () => answers(options.port), { withinMs, signal: options.signal })
  return child
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/health`, {
      signal: AbortSignal.timeout(60_000),
    })
    await response.body?.cancel()
    if (response.status < 500) return true
  } catch {
    // Not listening yet.
  }
  await delay(40)
  return false
}
