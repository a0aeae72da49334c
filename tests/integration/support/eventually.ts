import { setTimeout as sleep } from "node:timers/promises"

const pauseMs = 40

/** Asks until `isIt` holds, at most `timeoutMs`; then it throws with what was last seen. */
export async function eventually<Value>(
  ask: () => Promise<Value>,
  isIt: (value: Value) => boolean,
  timeoutMs = 10_000,
): Promise<Value> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const value = await ask()
    if (isIt(value)) return value
    if (performance.now() > deadline) throw new Error(`After ${timeoutMs} ms: ${JSON.stringify(value)}`)
    await sleep(pauseMs)
  }
}
