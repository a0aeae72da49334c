import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"

/** Whether a process with this id exists (also one of another user). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
  return !isZombie(pid)
}

/** The command line of a process, arguments joined by blanks; null when it is gone or cannot be seen. */
export function commandLineOf(pid: number): string | null {
  if (process.platform === "linux") {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim()
      return line === "" ? null : line
    } catch {
      return null
    }
  }
  try {
    const args = ["-ww", "-o", "command=", "-p", String(pid)]
    return execFileSync("ps", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim() || null
  } catch {
    return null
  }
}

/** A killed process whose parent never asked for its status still has an id, but runs nothing. */
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z")
  } catch {
    return true
  }
}
