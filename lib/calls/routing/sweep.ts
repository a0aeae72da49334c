import "server-only"
import { z } from "zod"
import { carryOut, tell } from "@/lib/calls/routing/follow-up"
import type { ServiceClient } from "@/lib/supabase/service"
import type { Effect } from "@/supabase/functions/_shared/calls/decision"
import type { CallEvent } from "@/supabase/functions/_shared/calls/events"

/** At once, so that a sweep after an outage does not take the machine. */
const abreast = 8
const mostAtOnce = 100

const dueWork = z.object({
  deadlines: z.array(z.uuid()),
  lost_offers: z.array(z.uuid()),
  waiting: z.array(z.uuid()),
})
const dueEffects = z.array(
  z.object({
    id: z.uuid(),
    call_id: z.uuid(),
    kind: z.string(),
    payload: z.record(z.string(), z.unknown()),
    attempts: z.int(),
  }),
)

/**
 * Makes good what nobody else has done in time: deadlines that passed, offers whose agent is gone, waiting calls an agent
 * could take, effects left behind. Returns how many events were decided and effects carried out. Throws when the database
 * cannot be asked.
 */
export async function sweep(service: ServiceClient): Promise<{ fired: number; effects: number }> {
  const [work, taken] = await Promise.all([
    service.rpc("due_work", { p_limit: mostAtOnce }),
    service.rpc("take_effects", { p_limit: mostAtOnce }),
  ])
  if (work.error) throw work.error
  if (taken.error) throw taken.error
  const { deadlines, lost_offers, waiting } = dueWork.parse(work.data)
  const events: CallEvent[] = [
    ...deadlines.map((deadlineId) => ({ kind: "deadline_due" as const, deadlineId })),
    ...lost_offers.map((offerId) => ({ kind: "agent_left" as const, offerId, userId: null })),
    ...waiting.map((callId) => ({ kind: "nudge" as const, callId })),
  ]
  const decided = await eachAbreast(events, (event) => tell(event, service))
  const effects = dueEffects.parse(taken.data)
  await eachAbreast(effects, ({ id, call_id: callId, kind, payload, attempts }) => {
    // Written by the routing function from the same type.
    const effect = { kind, ...payload } as Effect
    return carryOut({ id, callId, effect }, { isRetry: attempts > 1 }, service)
  })
  return { fired: decided.filter(Boolean).length, effects: effects.length }
}

async function eachAbreast<Item, Result>(
  items: Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await act(item)
  }
  await Promise.all(Array.from({ length: Math.min(abreast, items.length) }, worker))
  return results
}
