import { type ChildProcess, spawn } from "node:child_process"
import { delimiter, join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))
const isWindows = process.platform === "win32"

interface Options {
  environment: Record<string, string>
  /** Said when it does not end. */
  name: string
  limitMs: number
  /** Between asking it to end and ending it; also how long one that has ended may go on being heard. */
  graceMs: number
  write: (text: string) => void
}

/**
 * Runs a program of node_modules/.bin, or `node`, from the root of the checkout; resolves to its exit code, 1 when it
 * could not be started or was ended by a signal. It is a group of its own: what it leaves behind is ended with it.
 */
export async function runProgram(program: string, args: string[], options: Options): Promise<number> {
  const { environment, name, limitMs, graceMs, write } = options
  const bin = join(root, "node_modules", ".bin")
  const child = spawn(program === "node" ? process.execPath : join(bin, program), args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    shell: isWindows,
    detached: !isWindows,
    env: {
      ...(process.stdout.isTTY && process.env.NO_COLOR === undefined ? { FORCE_COLOR: "1" } : {}),
      ...process.env,
      ...environment,
      PATH: [bin, process.env.PATH ?? ""].join(delimiter),
    },
  })
  watchSignals(child)
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", write)
  const limit = setTimeout(() => {
    write(`\n${name} has not ended after ${limitMs / 1000} s and is stopped.\n`)
    signalGroup(child, "SIGTERM")
    setTimeout(() => signalGroup(child, "SIGKILL"), graceMs).unref()
  }, limitMs)
  const closed = new Promise((resolve) => child.once("close", resolve))
  const code = await exitCode(child, write)
  clearTimeout(limit)
  // Whoever still holds its output was left behind by it.
  const isHeard = await Promise.race([closed.then(() => false), sleep(graceMs, true, { ref: false })])
  if (isHeard) {
    write(`\n${name} has ended and left processes behind, which are ended.\n`)
    signalGroup(child, "SIGKILL")
    for (const stream of [child.stdout, child.stderr]) stream.destroy()
  }
  unwatchSignals(child)
  return isHeard && code === 0 ? 1 : code
}

const running = new Set<ChildProcess>()
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** A Ctrl-C in the terminal does not reach the groups: it is passed on to all that run. */
function passOn(signal: NodeJS.Signals): void {
  for (const child of running) signalGroup(child, signal)
  process.exit(130)
}

function watchSignals(child: ChildProcess): void {
  if (running.size === 0) for (const signal of signals) process.on(signal, passOn)
  running.add(child)
}

function unwatchSignals(child: ChildProcess): void {
  running.delete(child)
  if (running.size === 0) for (const signal of signals) process.off(signal, passOn)
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (isWindows) child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // The whole group has ended.
  }
}

function exitCode(child: ChildProcess, write: (text: string) => void): Promise<number> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      write(`${error.message}\n`)
      resolve(1)
    })
    child.once("exit", (code) => resolve(code ?? 1))
  })
}
