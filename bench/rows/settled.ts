import { setTimeout } from "node:timers/promises"
import type { Pool } from "pg"
import type { CarrierControl } from "../../local/carrier/control/client.ts"

const quietMs = 150

/**
 * Resolves when the call before has left nothing to do: no live call, no effect to be carried out now, no report on its way, and
 * all that for a moment, since one thing follows from another. Fails after 10 s.
 */
export async function untilSettled(
  database: Pool,
  carrier: CarrierControl,
  accountId: string,
): Promise<void> {
  const end = Date.now() + 10_000
  let quietSince = Date.now()
  while (Date.now() < end) {
    const { rowCount } = await database.query(
      `select from public.calls where account_id = $1 and state <> 'ended'
       union all
       select from public.call_effects
       where account_id = $1 and state = 'pending' and next_attempt_at < now() + interval '10 seconds'`,
      [accountId],
    )
    const { pendingWebhooks } = await carrier.state()
    if (rowCount !== 0 || pendingWebhooks > 0) quietSince = Date.now()
    else if (Date.now() - quietSince >= quietMs) return
    await setTimeout(20)
  }
  throw new Error("the call before is not settled")
}
