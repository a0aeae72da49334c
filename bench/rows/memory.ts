import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import type { Product } from "../../local/product/types.ts"
import type { Row } from "../measure.ts"
import { row } from "../measure.ts"

/** Resident memory in MB (10^6 bytes) of each process of the product, by name. */
export function readMemory(product: Product): Record<string, number> {
  return Object.fromEntries(
    product.processes().map(({ name, pid }) => [name, residentKilobytes(pid) * 1.024e-3]),
  )
}

/** A row a process: after all measurements, with what it held when nothing had happened yet as floor. */
export function memoryOfProcesses(idle: Record<string, number>, used: Record<string, number>): Row[] {
  return Object.entries(used).map(([name, megabytes]) =>
    row(`memory_${name}`, "MB", [megabytes], "the same process just after the start", [
      idle[name] ?? megabytes,
    ]),
  )
}

function residentKilobytes(pid: number): number {
  if (process.platform !== "linux")
    return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }))
  const status = readFileSync(`/proc/${pid}/status`, "utf8")
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0)
}
