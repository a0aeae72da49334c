import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Counts, countPlaywright, countVitest, withExitCode } from "./counts.ts"
import type { Command } from "./stages.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** The longest stage takes half of this on two slow cores; one that takes longer has hung. */
const LIMIT_MS = 20 * 60_000
/** Between asking a hung program to end and ending it. */
const GRACE_MS = 10_000

/**
 * Runs a command with its output on the terminal; resolves to what it counted. A command that has not ended after
 * `limitMs` is ended, with what it started, and fails: the closing line comes whatever hangs.
 */
export async function runCommand(
  command: Command,
  environment: Record<string, string>,
  limitMs = LIMIT_MS,
): Promise<Counts> {
  const reports = mkdtempSync(join(tmpdir(), "toritsugi-report-"))
  const report = join(reports, "report.json")
  try {
    const [program = "", ...args] = command.run
    const child = startProgram(program, [...args, ...reporters(command, report)], {
      ...environment,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    })
    const limit = setTimeout(() => {
      console.error(`\n${command.name} has not ended after ${limitMs / 1000} s and is stopped.`)
      signalGroup(child, "SIGTERM")
      setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS).unref()
    }, limitMs)
    const code = await exitCode(child)
    clearTimeout(limit)
    const counts = readReport(command, report, code)
    if (command.counts === "exit") console.log(`${code === 0 ? "✓" : "✗"} ${command.name}`)
    return counts
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

function reporters({ counts }: Command, report: string): string[] {
  if (counts === "vitest") return ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  return counts === "playwright" ? ["--reporter=list,json"] : []
}

function readReport({ counts }: Command, file: string, code: number): Counts {
  if (counts === "exit") return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  try {
    const report: unknown = JSON.parse(readFileSync(file, "utf8"))
    return withExitCode(counts === "vitest" ? countVitest(report) : countPlaywright(report), code)
  } catch (error) {
    console.error(`no report: ${error instanceof Error ? error.message : error}`)
    return { passed: 0, failed: 1 }
  }
}

function startProgram(program: string, args: string[], environment: Record<string, string>): ChildProcess {
  const bin = join(root, "node_modules", ".bin")
  const child = spawn(program === "node" ? process.execPath : join(bin, program), args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    // A group of its own, so that what it has started can be ended with it.
    detached: process.platform !== "win32",
    env: { ...process.env, ...environment, PATH: [bin, process.env.PATH ?? ""].join(delimiter) },
  })
  // A Ctrl-C in the terminal does not reach that group.
  const pass = (signal: NodeJS.Signals) => {
    signalGroup(child, signal)
    process.exit(130)
  }
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const
  for (const signal of signals) process.on(signal, pass)
  child.once("close", () => {
    for (const signal of signals) process.off(signal, pass)
  })
  return child
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === "win32") child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // The whole group has ended.
  }
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once("close", (code) => resolve(code ?? 1))
  })
}
