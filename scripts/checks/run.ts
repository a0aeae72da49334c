import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Counts, countPlaywright, countVitest, withExitCode } from "./counts.ts"
import { runProgram } from "./program.ts"
import { type TimedTest, timedByPlaywright, timedByVitest } from "./slowest.ts"
import type { Command } from "./stages.ts"

/** The longest stage takes half of this on two slow cores; one that takes longer has hung. */
const LIMIT_MS = 20 * 60_000
const GRACE_MS = 10_000

/** What came of a command: how many tests passed and failed, and how long each took. */
export interface Result {
  counts: Counts
  tests: TimedTest[]
}

/**
 * Runs a command and hands all it says to `write`; resolves to what it counted. A command that has not ended after
 * `limitMs` is ended, with what it started, and fails: the closing line comes whatever hangs. `graceMs` passes between
 * asking it to end and ending it, and before what it left behind is ended.
 */
export async function runCommand(
  command: Command,
  environment: Record<string, string>,
  write: (text: string) => void,
  limitMs = LIMIT_MS,
  graceMs = GRACE_MS,
): Promise<Result> {
  const reports = mkdtempSync(join(tmpdir(), "toritsugi-report-"))
  const report = join(reports, "report.json")
  try {
    const [program = "", ...args] = command.run
    const code = await runProgram(program, [...args, ...reporters(command, report)], {
      environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      name: command.name,
      limitMs,
      graceMs,
      write,
    })
    const result = readReport(command, report, code, write)
    if (command.counts === "exit") write(`${code === 0 ? "✓" : "✗"} ${command.name}\n`)
    return result
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

function reporters({ counts }: Command, report: string): string[] {
  if (counts === "vitest") return ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  return counts === "playwright" ? ["--reporter=list,json"] : []
}

function readReport({ counts }: Command, file: string, code: number, write: (text: string) => void): Result {
  if (counts === "exit")
    return { counts: { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }, tests: [] }
  try {
    const report: unknown = JSON.parse(readFileSync(file, "utf8"))
    const isVitest = counts === "vitest"
    return {
      counts: withExitCode(isVitest ? countVitest(report) : countPlaywright(report), code),
      tests: isVitest ? timedByVitest(report) : timedByPlaywright(report),
    }
  } catch (error) {
    write(`no report: ${error instanceof Error ? error.message : error}\n`)
    return { counts: { passed: 0, failed: 1 }, tests: [] }
  }
}
