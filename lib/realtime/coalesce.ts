/**
 * How long after a run (ms) it is done once more. Postgres tells the readers of its log, of whom Realtime is one, of a
 * commit a moment before it shows to queries: a reading made at once may not find what it was told of.
 */
export const settleAfter = 500

/**
 * A function that starts `work` at once when nothing runs. Calls during a run, and within `rest` ms after it, lead to
 * one more run: the last call is always followed by a run that began after it, and by another `settleAfter` ms
 * later. A failed run changes nothing about that.
 */
export function coalesce(work: () => Promise<unknown>, rest: number): () => void {
  let isBusy = false
  let isWanted = false
  let settling: ReturnType<typeof setTimeout> | undefined

  async function run(isAsked: boolean) {
    isBusy = true
    isWanted = false
    clearTimeout(settling)
    await work().catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, rest))
    isBusy = false
    if (isWanted) void run(true)
    else if (isAsked) settling = setTimeout(() => void run(false), settleAfter - rest)
  }

  return () => {
    isWanted = true
    if (!isBusy) void run(true)
  }
}
