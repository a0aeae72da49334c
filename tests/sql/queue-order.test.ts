import { expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"
import { customerEnds, ringing, staffed } from "./support/routing.ts"

const db = openDatabase()

/** Three calls after one another that nobody takes: the places of whom each rang first, idle longest first. */
async function rungFirst(order: string) {
  const account = await staffed(db, 3)
  await db.query("update public.queues set agent_order = $2 where account_id = $1", [account.id, order])
  const places: number[] = []
  for (const _call of [1, 2, 3]) {
    // Whoever is set free by what happens is put back: agent0 is always idle longest.
    await db.query(
      `update public.agent_presence p set idle_since = now() - interval '1 hour' * case when m.name = $2 then 3 when m.name = $3 then 2 else 1 end
       from public.members m where m.id = p.member_id and p.account_id = $1`,
      [account.id, account.member("agent0").name, account.member("agent1").name],
    )
    const call = await ringing(db, account)
    places.push([0, 1, 2].findIndex((place) => account.member(`agent${place}`).id === call.memberId))
    await customerEnds(call)
  }
  return places
}

test("[S3] a queue asks whoever has been idle longest, call after call", async () => {
  expect(await rungFirst("longest_idle")).toEqual([0, 0, 0])
})

test("[S3] or each agent in their turn, however long the others have been idle", async () => {
  expect(await rungFirst("round_robin")).toEqual([0, 1, 2])
})
