import type pg from "pg"
import { describe, expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"
import { staffed, talking } from "./support/routing.ts"

const db = openDatabase()

/**
 * In a transaction that is never kept, because there is one sweeper for all: it has come without a gap since `steady` seconds, and
 * last `swept` seconds ago.
 */
async function swept<Result>(
  { steady, swept: last }: { steady: number; swept: number },
  look: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await db.pool.connect()
  try {
    await client.query("begin")
    await client.query("delete from private.sweeps")
    await client.query("select private.note_sweep()")
    await client.query(
      "update private.sweeps set steady_since = now() - make_interval(secs => $1), swept_at = now() - make_interval(secs => $2)",
      [steady, last],
    )
    return await look(client)
  } finally {
    await client.query("rollback")
    client.release()
  }
}

/** What the sweeper finds lost. */
const lost = async (client: pg.PoolClient) =>
  (await client.query<{ lost: string[] }>("select public.due_work(10000) -> 'lost_legs' as lost")).rows[0]
    ?.lost ?? []

/** A talk of whose agent nothing was heard for 13 s. */
async function silentTalk() {
  const call = await talking(db, await staffed(db, 1))
  const silence =
    "update public.phone_sessions set heartbeat_at = now() - interval '13 seconds' where member_id = $1"
  await db.query(silence, [call.memberId])
  return call
}

describe("[K2] a heartbeat that is missing", () => {
  test("makes a lost talker while the sweeper comes all the time, and nobody is lost where it has been away", async () => {
    const { legId } = await silentTalk()
    expect(await swept({ steady: 60, swept: 2 }, lost)).toContain(legId)
    // The database could not be reached: who would have written a heartbeat?
    expect(await swept({ steady: 60, swept: 20 }, lost)).not.toContain(legId)
  })

  test("proves nothing until everybody has had the time again to be heard of", async () => {
    const { legId } = await silentTalk()
    await swept({ steady: 600, swept: 20 }, async (client) => {
      await client.query("select public.note_sweep()")
      expect(await lost(client)).not.toContain(legId)
      const { rows } = await client.query("select public.notice_lost_sessions() as noticed")
      expect(rows).toEqual([{ noticed: 0 }])
      await client.query("update private.sweeps set steady_since = now() - interval '13 seconds'")
      expect(await lost(client)).toContain(legId)
    })
  })

  test("a sweep a few seconds late is no outage", async () => {
    const since = await swept({ steady: 60, swept: 5 }, async (client) => {
      const { rows } = await client.query<{ seconds: number }>(
        "select extract(epoch from now() - public.note_sweep())::int as seconds",
      )
      return rows[0]?.seconds
    })
    expect(since).toBe(60)
  })
})
