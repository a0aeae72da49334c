import type { Effect } from "@/supabase/functions/_shared/calls/effects"
import { limitsOf } from "@/supabase/functions/_shared/calls/effects"
import type { CallEvent } from "@/supabase/functions/_shared/calls/events"

/** An effect that belongs to this process until its lease is over. `attempts` counts this one. */
export type TakenEffect = { id: string; callId: string; effect: Effect; attempts: number }

/** What came of an effect: news of the call, and when, in ms, to do it again. */
export type Result = { event?: CallEvent; againMs?: number }

/** How an effect is settled: done, done for now, or failed with a reason. */
export type Outcome = { problem: string | null; againMs: number | null }

export type Ports = {
  /** Carries it out. `mayBeDone`: it may have been carried out before. Throws when it should be tried again later. */
  perform(effect: Effect, mayBeDone: boolean): Promise<Result>
  /** Brings news to its decision. Throws when that was not possible. */
  report(event: CallEvent): Promise<void>
  /** Settles it. Resolves to its state (null: it had been settled before) and to what has waited for it, taken by this process. */
  settle(id: string, outcome: Outcome): Promise<{ state: string | null; next: TakenEffect[] }>
  /** It was tried for the last time. */
  giveUp(effectId: string): Promise<void>
  complain(problem: string, taken: TakenEffect, cause: unknown): void
}

/**
 * Carries out `first`, tells what came of it, settles it, and goes on with what has waited for it in its lane. Never rejects:
 * what fails here is tried again by whoever sweeps.
 */
export async function runEffects(first: TakenEffect, ports: Ports): Promise<void> {
  const taken = [first]
  for (const one of taken) {
    const outcome = await attempt(one, ports)
    try {
      const { state, next } = await ports.settle(one.id, outcome)
      taken.push(...next)
      if (state === "failed") await ports.giveUp(one.id)
    } catch (error) {
      ports.complain("effect not settled", one, error)
    }
  }
}

async function attempt(taken: TakenEffect, ports: Ports): Promise<Outcome> {
  const { effect, attempts } = taken
  try {
    const { timeoutMs } = limitsOf(effect.kind)
    const result = await within(timeoutMs, ports.perform(effect, attempts > 1))
    // Before it is settled: an outcome nobody heard of would be lost with us.
    if (result.event) await ports.report(result.event)
    return { problem: null, againMs: result.againMs ?? null }
  } catch (error) {
    ports.complain("effect failed", taken, error)
    return { problem: error instanceof Error ? error.message : String(error), againMs: null }
  }
}

/** Gives a try up in good time: when the lease is over somebody else begins one. */
async function within<Value>(timeoutMs: number, work: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
