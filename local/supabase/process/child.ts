import { spawn } from "node:child_process"
import { closeSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { ChildFailedError } from "../errors.ts"
import { waitUntil } from "../wait.ts"
import { keepLogSmall, openLog } from "./log-files.ts"
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

/** How a process ended: its exit code or the signal, and the same as the rest of a sentence ("was ended by SIGKILL"). */
export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
  how: string
}

/** A started process of the stack. */
export interface Child {
  name: string
  pid: number
  /** Settles, never rejects, when the process has ended. */
  exited: Promise<Ending>
  hasExited: () => boolean
  /** The last lines the process wrote, for error messages. */
  logTail: () => string
  /** Sends `signal`, then SIGKILL after `graceMs`. Resolves when it has ended. */
  stop: (signal: NodeJS.Signals, graceMs: number) => Promise<void>
}

const logCheckMs = 60_000

/**
 * Starts a process in a group of its own (a Ctrl-C in the terminal reaches only us, and we stop the children in order),
 * writing to `<logDir>/<name>.log` (the log before it is kept), remembered in `<runDir>`. The log is a file and not a
 * pipe, so that the death of this process does not break the child's output.
 * @throws ChildFailedError when it cannot be started.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  mkdirSync(options.logDir, { recursive: true })
  const logFile = join(options.logDir, `${options.name}.log`)
  const output = openLog(logFile)
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
  let ending: Ending | null = null
  const logCheck = setInterval(() => keepLogSmall(logFile), logCheckMs)
  logCheck.unref()
  const exited = new Promise<Ending>((resolve) => {
    started.once("exit", (code, signal) => {
      ending = {
        code,
        signal,
        how: signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`,
      }
      clearInterval(logCheck)
      removePidFile(options.runDir, options.name)
      resolve(ending)
    })
  })
  await new Promise<void>((resolve, reject) => {
    started.once("spawn", resolve)
    started.once("error", (error) => {
      clearInterval(logCheck)
      reject(new ChildFailedError(options.name, `cannot start: ${error.message}`, ""))
    })
  })
  const pid = started.pid
  if (pid === undefined) throw new ChildFailedError(options.name, "has no process id", "")
  const commandLine = [options.command, ...options.args].join(" ")
  writePidFile(options.runDir, { name: options.name, pid, commandLine })
  return {
    name: options.name,
    pid,
    exited,
    hasExited: () => ending !== null,
    logTail: () => readFileSync(logFile, "utf8").split("\n").slice(-15).join("\n").trim(),
    stop: async (signal, graceMs) => {
      if (ending !== null) return
      started.kill(signal)
      const kill = setTimeout(() => started.kill("SIGKILL"), graceMs)
      await exited
      clearTimeout(kill)
    },
  }
}

/**
 * Waits until `isReady` answers true. When it does not come to that, the child has ended.
 * @throws ChildFailedError with the end of the log when the child ends first or `withinMs` pass; the signal's reason
 * when it is aborted.
 */
export async function waitForChild(
  child: Child,
  isReady: () => Promise<boolean>,
  { withinMs = 20_000, signal }: { withinMs?: number; signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const isOver = () => child.hasExited() || signal?.aborted === true
  const done = await waitUntil(() => isOver() || isReady(), withinMs)
  if (signal?.aborted) {
    await child.stop("SIGTERM", 15_000)
    throw signal.reason
  }
  if (child.hasExited()) {
    const { how } = await child.exited
    throw new ChildFailedError(child.name, `${how} while starting`, child.logTail())
  }
  if (done) return
  await child.stop("SIGKILL", 0)
  throw new ChildFailedError(child.name, `was not ready after ${withinMs / 1000} s`, child.logTail())
}
