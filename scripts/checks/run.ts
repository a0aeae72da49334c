import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Counts, countPlaywright, countVitest, withExitCode } from "./counts.ts"
import type { Command } from "./stages.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** Runs a command with its output on the terminal; resolves to what it counted. */
export async function runCommand(command: Command, environment: Record<string, string>): Promise<Counts> {
  const reports = mkdtempSync(join(tmpdir(), "toritsugi-report-"))
  const report = join(reports, "report.json")
  try {
    const [program = "", ...args] = command.run
    const code = await runProgram(program, [...args, ...reporters(command, report)], {
      ...environment,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    })
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

function runProgram(program: string, args: string[], environment: Record<string, string>): Promise<number> {
  const bin = join(root, "node_modules", ".bin")
  const child = spawn(program === "node" ? process.execPath : join(bin, program), args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, ...environment, PATH: [bin, process.env.PATH ?? ""].join(delimiter) },
  })
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once("close", (code) => resolve(code ?? 1))
  })
}
