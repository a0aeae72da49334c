import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { z } from "zod"
import { type Child, startChild, waitForChild } from "../supabase/process/child.ts"
import { root } from "./paths.ts"

export interface ServiceOptions<Ready> {
  /** Also the name of its log and pid file. */
  name: string
  /** The TypeScript program; run by this Node. */
  program: string
  env: Record<string, string>
  /** Shape of the one line of JSON the program prints when it serves. */
  ready: z.ZodType<Ready>
  runDir: string
  logDir: string
  withinMs: number
  signal: AbortSignal
}

/**
 * Starts one of the local programs as a process of its own and resolves with what its ready line says.
 * Throws ChildFailedError with the end of its log when it ends first or is not ready in time, the signal's
 * reason when it is aborted.
 */
export async function startService<Ready>(
  options: ServiceOptions<Ready>,
): Promise<{ child: Child; ready: Ready }> {
  const child = await startChild({
    name: options.name,
    command: process.execPath,
    args: ["--disable-warning=ExperimentalWarning", options.program],
    env: options.env,
    cwd: root,
    runDir: options.runDir,
    logDir: options.logDir,
  })
  let ready: Ready | undefined
  const isReady = async () => {
    ready = readLine(join(options.logDir, `${options.name}.log`), options.ready)
    return ready !== undefined
  }
  await waitForChild(child, isReady, options)
  if (ready === undefined) throw new Error(`${options.name} said nothing`)
  return { child, ready }
}

/** The first line of a log that is JSON of that shape. */
export function readLine<Shape>(logFile: string, shape: z.ZodType<Shape>): Shape | undefined {
  for (const line of readFileSync(logFile, "utf8").split("\n")) {
    if (!line.startsWith("{") || !line.endsWith("}")) continue
    const parsed = shape.safeParse(JSON.parse(line))
    if (parsed.success) return parsed.data
  }
  return undefined
}
