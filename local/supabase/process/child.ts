import { spawn } from "node:child_process"
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { ChildFailedError } from "../errors.ts"
import { waitUntil } from "../wait.ts"
import { removePidFile, writePidFile } from "./pid-file.ts"

export interface ChildOptions {
  /** Also the name of its log and pid file. */
  name: string
  command: string
  args: string[]
  env: Record<string, string>
  cwd?: string
  uid?: number
  gid?: number
  runDir: string
  logDir: string
}

/** A started process of the stack. */
export interface Child {
  name: string
  pid: number
  /** Settles, never rejects, when the process has ended. */
  exited: Promise<void>
  hasExited: () => boolean
  /** The last lines the process wrote, for error messages. */
  logTail: () => string
  /** Sends `signal`, then SIGKILL after `graceMs`. Resolves when it has ended. */
  stop: (signal: NodeJS.Signals, graceMs: number) => Promise<void>
}

/**
 * Starts a process in a group of its own (a Ctrl-C in the terminal reaches only us, and we stop the children in order),
 * writing to `<logDir>/<name>.log`, remembered in `<runDir>`. The log is a file and not a pipe, so that the death
 * of this process does not break the child's output.
 * @throws ChildFailedError when it cannot be started.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  mkdirSync(options.logDir, { recursive: true })
  const logFile = join(options.logDir, `${options.name}.log`)
  const output = openSync(logFile, "w", 0o600)
  const started = spawn(options.command, options.args, {
    cwd: options.cwd ?? options.runDir,
    // Next's types demand NODE_ENV in every environment.
    env: options.env as NodeJS.ProcessEnv,
    detached: true,
    stdio: ["ignore", output, output],
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  })
  closeSync(output)
  let ended = false
  const exited = new Promise<void>((resolve) => {
    started.once("exit", () => {
      ended = true
      removePidFile(options.runDir, options.name)
      resolve()
    })
  })
  await new Promise<void>((resolve, reject) => {
    started.once("spawn", resolve)
    started.once("error", (error) =>
      reject(new ChildFailedError(options.name, `cannot start: ${error.message}`, "")),
    )
  })
  const pid = started.pid
  if (pid === undefined) throw new ChildFailedError(options.name, "has no process id", "")
  const commandLine = [options.command, ...options.args].join(" ")
  writePidFile(options.runDir, { name: options.name, pid, commandLine })
  return {
    name: options.name,
    pid,
    exited,
    hasExited: () => ended,
    logTail: () => readFileSync(logFile, "utf8").split("\n").slice(-15).join("\n").trim(),
    stop: async (signal, graceMs) => {
      if (ended) return
      started.kill(signal)
      const kill = setTimeout(() => started.kill("SIGKILL"), graceMs)
      await exited
      clearTimeout(kill)
    },
  }
}

/**
 * Waits until `isReady` answers true.
 * @throws ChildFailedError with the end of the log when the child ends first or `withinMs` pass.
 */
export async function waitForChild(
  child: Child,
  isReady: () => Promise<boolean>,
  withinMs = 20_000,
): Promise<void> {
  const done = await waitUntil(() => child.hasExited() || isReady(), withinMs)
  if (child.hasExited()) throw new ChildFailedError(child.name, "ended while starting", child.logTail())
  if (done) return
  await child.stop("SIGKILL", 0)
  throw new ChildFailedError(child.name, `was not ready after ${withinMs / 1000} s`, child.logTail())
}
