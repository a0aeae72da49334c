import type pg from "pg"
import { expect, test } from "vitest"
import { route } from "../../supabase/functions/routing/route.ts"
import { openDatabase } from "./support/database.ts"
import { arrival, customerEnds, database, staffed } from "./support/routing.ts"

const db = openDatabase()

async function checksOf(
  asked: Pick<pg.ClientBase, "query">,
  callId: string | null,
): Promise<{ state: string; is_due: boolean }[]> {
  const { rows } = await asked.query<{ state: string; is_due: boolean }>(
    `select state, next_attempt_at <= now() as is_due from public.call_effects
     where call_id = $1 and kind = 'check_leg'`,
    [callId],
  )
  return rows
}

test("after a part was down, whether the customers of live calls are still there is asked at the next tick", async () => {
  const account = await staffed(db, 2)
  const live = await route(arrival(account), database())
  const gone = arrival(account)
  const over = await route(gone, database())
  if (gone.event.kind !== "inbound_arrived") throw new Error("no arrival")
  await customerEnds(gone.event)
  const settled = await checksOf(db, over.callId)
  expect(await checksOf(db, live.callId)).toEqual([{ state: "pending", is_due: false }])
  expect(settled).not.toContainEqual(expect.objectContaining({ state: "pending" }))

  // Taken back afterwards: it hurries the calls of other tests as well.
  const client = await db.pool.connect()
  try {
    await client.query("begin")
    await client.query("select public.check_live_calls()")
    expect(await checksOf(client, live.callId)).toEqual([{ state: "pending", is_due: true }])
    expect(await checksOf(client, over.callId)).toEqual(settled)
  } finally {
    await client.query("rollback")
    client.release()
  }
})
