import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { commandLineOf, isAlive } from "./command-line.ts"

/** What is remembered of a started process: enough to know it again after our own death. */
export interface PidRecord {
  name: string
  pid: number
  commandLine: string
}

/** Writes `<dir>/<name>.pid.json` (mode 0600). */
export function writePidFile(dir: string, record: PidRecord): void {
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, `${record.name}.pid.json`), JSON.stringify(record), { mode: 0o600 })
}

export function removePidFile(dir: string, name: string): void {
  rmSync(join(dir, `${name}.pid.json`), { force: true })
}

/** All records of a folder; unreadable ones (a crash while writing) are left out. */
export function readPidFiles(dir: string): PidRecord[] {
  let names: string[]
  try {
    names = readdirSync(dir).filter((name) => name.endsWith(".pid.json"))
  } catch {
    return []
  }
  return names.flatMap((name) => {
    const record = readRecord(join(dir, name))
    return record === null ? [] : [record]
  })
}

/** Whether the recorded process still runs: same id AND same command line, because ids are used again. */
export function isStillRunning(record: PidRecord): boolean {
  return isAlive(record.pid) && commandLineOf(record.pid) === record.commandLine
}

export function readRecord(file: string): PidRecord | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"))
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is PidRecord {
  if (typeof value !== "object" || value === null) return false
  const { name, pid, commandLine } = value as Partial<PidRecord>
  return (
    typeof name === "string" && typeof commandLine === "string" && Number.isInteger(pid) && Number(pid) > 1
  )
}
