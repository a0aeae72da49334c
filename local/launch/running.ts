import { readFileSync } from "node:fs"
import { join } from "node:path"

/** Where a running product notes its address for a second launcher. */
export const runningFile = (dataDir: string): string => join(dataDir, "running.json")

/** Address of the product that runs on `dataDir`, or null while it is still starting. */
export function readRunning(dataDir: string): string | null {
  try {
    const noted: unknown = JSON.parse(readFileSync(runningFile(dataDir), "utf8"))
    return typeof noted === "object" && noted !== null && "appUrl" in noted ? String(noted.appUrl) : null
  } catch {
    return null
  }
}
