import { copyFileSync, existsSync, openSync, renameSync, statSync, truncateSync } from "node:fs"

/** Logs of earlier runs that are kept, as `<name>.1.log` (the last) to `<name>.4.log`. */
const kept = 4
/** Bytes a log may have; then what it holds becomes an earlier log and it begins anew. */
const largestBytes = 10_000_000

/**
 * Begins a log and keeps the one before as an earlier log. Resolves to its descriptor, in append mode: a process that
 * writes to it goes on at the new end after {@link keepLogSmall} has emptied it.
 */
export function openLog(file: string): number {
  if (existsSync(file)) {
    makeRoom(file)
    renameSync(file, earlierLog(file, 1))
  }
  return openSync(file, "a", 0o600)
}

/** Moves what a log holds to an earlier log once it is larger than `bytes`; lines written in that moment may be lost. */
export function keepLogSmall(file: string, bytes = largestBytes): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= bytes) return
  makeRoom(file)
  copyFileSync(file, earlierLog(file, 1))
  truncateSync(file)
}

/** Path of the log `back` beginnings before the present one. */
export function earlierLog(file: string, back: number): string {
  return file.replace(/\.log$/, `.${back}.log`)
}

function makeRoom(file: string): void {
  for (let back = kept - 1; back >= 1; back -= 1) {
    if (existsSync(earlierLog(file, back))) renameSync(earlierLog(file, back), earlierLog(file, back + 1))
  }
}
