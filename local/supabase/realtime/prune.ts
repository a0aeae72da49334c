import type pg from "pg"

/** Hosted Realtime keeps messages for three days. */
const keep = "3 days"
const everyMs = 10 * 60_000

/** Deletes old rows of `realtime.messages`, now and every ten minutes. Returns a function that stops it. */
export function startPruning(pool: pg.Pool, log: (line: string) => void): () => void {
  const prune = () => {
    pool
      .query("delete from realtime.messages where inserted_at < now() at time zone 'utc' - $1::interval", [
        keep,
      ])
      .catch((error: Error) => log(`realtime: pruning failed: ${error.message}`))
  }
  prune()
  const timer = setInterval(prune, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
