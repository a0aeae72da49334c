import "server-only"
import { performEffect } from "@/lib/calls/effects/registry"
import { type Outcome, runEffects, type TakenEffect } from "@/lib/calls/effects/run-effects"
import { finishEffect } from "@/lib/calls/queries"
import { askRouting } from "@/lib/calls/routing/ask-routing"
import type { RoutingAnswer } from "@/supabase/functions/_shared/calls/answer"
import type { CallEvent } from "@/supabase/functions/_shared/calls/events"

/** Later deadlines are left to the ticker. */
const longestTimerMs = 5 * 60_000

/** Whether anything is to be done after `answer` has been given. */
export function hasConsequences({ effects, deadlines, waiting }: RoutingAnswer): boolean {
  return effects.length + deadlines.length + waiting.length > 0
}

/**
 * Does what a decision entails: its effects, its timers, and a look at the calls that may be served now. Never throws:
 * everything is also written down, and the sweeper makes good what fails here.
 */
export async function followUp(answer: RoutingAnswer): Promise<void> {
  for (const { id, dueAt } of answer.deadlines) setTimer(id, Date.parse(dueAt) - Date.parse(answer.now))
  await Promise.all([
    ...answer.effects.map((taken) => carryOut({ ...taken, attempts: 1 })),
    ...answer.waiting.map((callId) => tell({ kind: "nudge", callId })),
  ])
}

/** Brings an event from the inside, with everything it entails. False when it could not be decided now. */
export async function tell(event: CallEvent): Promise<boolean> {
  try {
    await decideNow(event)
    return true
  } catch (error) {
    console.error("event not decided", event.kind, error)
    return false
  }
}

/** Carries out an effect this process has taken, and what has waited for it in its lane. Never throws. */
export async function carryOut(taken: TakenEffect): Promise<void> {
  await runEffects(taken, {
    perform: performEffect,
    report: decideNow,
    settle: (id: string, outcome: Outcome) => finishEffect(id, outcome),
    giveUp: async (effectId) => void (await tell({ kind: "effect_given_up", effectId })),
    complain: (problem, { id, effect }, cause) => console.error(problem, effect.kind, id, cause),
  })
}

async function decideNow(event: CallEvent): Promise<void> {
  await followUp(await askRouting({ key: null, event }))
}

function setTimer(deadlineId: string, delayMs: number): void {
  if (delayMs > longestTimerMs) return
  const timer = setTimeout(() => void tell({ kind: "deadline_due", deadlineId }), Math.max(0, delayMs))
  timer.unref()
}
