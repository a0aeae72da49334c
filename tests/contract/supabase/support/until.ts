import { setTimeout as delay } from "node:timers/promises"

/** Asks until the answer is neither null, undefined nor false, and resolves to it; rejects naming `what` after `withinMs`. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 10_000,
): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== null && answer !== undefined && answer !== false) return answer
    if (performance.now() > end) throw new Error(`${what}: not within ${withinMs} ms`)
    await delay(10)
  }
}
