import { constants } from "node:os"

// Read at once: asked for later, a parent that has ended meanwhile would not be missed.
const parent = process.ppid

/**
 * Resolves with why to stop: a signal, or the end of the npm that started this program (a killed npm tells nobody).
 * A second Ctrl-C changes nothing: stopping takes a few seconds at most.
 */
export function stopAsked(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(signal))
    if (process.env.npm_lifecycle_event === undefined) return
    setInterval(() => process.ppid !== parent && resolve("npm has ended"), 500).unref()
  })
}

/** Exit code of a program that was stopped before it did its work: 128 and the signal's number, as shells have it. */
export function exitCodeOf(why: string): number {
  return (
    128 + (why in constants.signals ? constants.signals[why as NodeJS.Signals] : constants.signals.SIGHUP)
  )
}
