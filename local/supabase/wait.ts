import { setTimeout as delay } from "node:timers/promises"

/**
 * Asks `isDone` every `everyMs` until it answers true or `withinMs` have passed. Resolves to whether it did.
 * `isDone` may throw to give up early.
 */
export async function waitUntil(
  isDone: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs = 10,
): Promise<boolean> {
  const until = performance.now() + withinMs
  while (!(await isDone())) {
    if (performance.now() > until) return false
    await delay(everyMs)
  }
  return true
}
