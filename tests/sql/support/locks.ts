import type { openDatabase } from "./database.ts"

type Db = ReturnType<typeof openDatabase>

/** Resolves as soon as `count` connections of this database whose statement begins so wait for a lock; fails after 10 s. */
export async function waitForLocks(db: Db, statement: string, count = 1): Promise<void> {
  const end = Date.now() + 10_000
  while (Date.now() < end) {
    const { rowCount } = await db.query(
      `select from pg_stat_activity
       where wait_event_type = 'Lock' and datname = current_database() and query like $1 || '%'`,
      [statement],
    )
    if ((rowCount ?? 0) >= count) return
  }
  throw new Error(`fewer than ${count} connections wait for a lock in ${statement}`)
}
