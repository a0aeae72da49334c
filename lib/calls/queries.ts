import "server-only"
import { z } from "zod"
import type { Outcome, TakenEffect } from "@/lib/calls/effects/run-effects"
import { serviceClient } from "@/lib/supabase/service"
import { effect } from "@/supabase/functions/_shared/calls/effects"

/** An effect as it was written with its decision, read back before it is carried out. */
const takenEffect = z
  .object({ id: z.uuid(), call_id: z.uuid(), payload: effect, attempts: z.int().positive() })
  .transform(({ call_id: callId, payload, ...rest }): TakenEffect => ({ ...rest, callId, effect: payload }))

const finished = z.object({ state: z.string().nullable(), next: z.array(takenEffect) })

const dueWork = z.object({
  deadlines: z.array(z.uuid()),
  lost_offers: z.array(z.uuid()),
  lost_legs: z.array(z.uuid()),
  given_up: z.array(z.uuid()),
  waiting: z.array(z.uuid()),
})
export type DueWork = z.infer<typeof dueWork>

/** Settles an effect, and takes what has waited for it. Throws when the database cannot be asked. */
export async function finishEffect(
  id: string,
  { problem, againMs }: Outcome,
): Promise<{ state: string | null; next: TakenEffect[] }> {
  const { data, error } = await serviceClient().rpc("finish_effect", {
    p_id: id,
    ...(problem === null ? {} : { p_error: problem }),
    ...(againMs === null ? {} : { p_again_ms: againMs }),
  })
  if (error) throw error
  return finished.parse(data)
}

/** What nobody else has done in time, at most `limit` of each. Throws when the database cannot be asked. */
export async function listDueWork(limit: number): Promise<DueWork> {
  const { data, error } = await serviceClient().rpc("due_work", { p_limit: limit })
  if (error) throw error
  return dueWork.parse(data)
}

/** Takes up to `limit` effects that are due and nobody carries out. Throws when the database cannot be asked. */
export async function takeEffects(limit: number): Promise<TakenEffect[]> {
  const { data, error } = await serviceClient().rpc("take_effects", { p_limit: limit })
  if (error) throw error
  return z.array(takenEffect).parse(data)
}

/** Notes that somebody could write just now, as every page could (`lost_before`). Throws when the database cannot be asked. */
export async function noteSweep(): Promise<void> {
  const { error } = await serviceClient().rpc("note_sweep")
  if (error) throw error
}

/** Has those who watch told of what time alone brings about: heartbeats that were lost, and what busy topics still hold. Throws when the database cannot be asked. */
export async function tellWatchers(): Promise<void> {
  for (const what of ["notice_lost_sessions", "send_held_changes"] as const) {
    const { error } = await serviceClient().rpc(what)
    if (error) throw error
  }
}
