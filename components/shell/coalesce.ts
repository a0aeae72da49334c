/**
 * A function that starts `work` at once when nothing runs. Calls during a run, and within `rest` ms after it, lead to
 * one more run: the last call is always followed by a run that began after it. A failed run changes nothing about that.
 */
export function coalesce(work: () => Promise<unknown>, rest: number): () => void {
  let isBusy = false
  let isWanted = false

  async function run() {
    isBusy = true
    isWanted = false
    await work().catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, rest))
    isBusy = false
    if (isWanted) void run()
  }

  return () => {
    isWanted = true
    if (!isBusy) void run()
  }
}
