import "server-only"
import { performEffect } from "@/lib/calls/effects/perform-effect"
import { askRouting } from "@/lib/calls/routing/ask-routing"
import type { ServiceClient } from "@/lib/supabase/service"
import type { RoutingAnswer } from "@/supabase/functions/_shared/calls/answer"
import type { CallEvent } from "@/supabase/functions/_shared/calls/events"

/** Later deadlines are left to the ticker. */
const longestTimerMs = 5 * 60_000
/** How often an effect is tried in all; with its growing pauses that is some minutes. */
const mostTries = 8

type Ordered = RoutingAnswer["effects"][number]

/** Whether anything is to be done after `answer` has been given. */
export function hasConsequences({ effects, deadlines, waiting }: RoutingAnswer): boolean {
  return effects.length + deadlines.length + waiting.length > 0
}

/**
 * Does what a decision entails: its effects, its timers, and a look at the calls that may be served now. Never throws:
 * everything is also written down, and the sweeper makes good what fails here.
 */
export async function followUp(answer: RoutingAnswer, service: ServiceClient): Promise<void> {
  for (const { id, dueAt } of answer.deadlines) {
    setTimer(id, Date.parse(dueAt) - Date.parse(answer.now), service)
  }
  await Promise.all([
    ...answer.effects.map((ordered) => carryOut(ordered, { isRetry: false }, service)),
    ...answer.waiting.map((callId) => tell({ kind: "nudge", callId }, service)),
  ])
}

/** Brings an event from the inside, with everything it entails. False when it could not be decided now. */
export async function tell(event: CallEvent, service: ServiceClient): Promise<boolean> {
  try {
    await followUp(await askRouting({ key: null, event }), service)
    return true
  } catch (error) {
    console.error("event not decided", event.kind, error)
    return false
  }
}

/** Carries out an effect, reports what came of it and settles it. `isRetry`: it may have been done before. */
export async function carryOut(
  { id, effect }: Ordered,
  { isRetry }: { isRetry: boolean },
  service: ServiceClient,
): Promise<void> {
  let problem: string | null = null
  let againMs: number | null = null
  try {
    const result = await performEffect(effect, isRetry, service)
    againMs = result.againMs ?? null
    // Before it is settled: an outcome nobody heard of would be lost with us.
    if (result.event) await followUp(await askRouting({ key: null, event: result.event }), service)
  } catch (error) {
    console.error("effect failed", effect.kind, id, error)
    problem = error instanceof Error ? error.message : String(error)
  }
  const { data: state, error } = await service.rpc("finish_effect", {
    p_id: id,
    ...(problem === null ? {} : { p_error: problem }),
    ...(againMs === null ? {} : { p_again_ms: againMs }),
    p_tries: mostTries,
  })
  if (error) console.error("effect not settled", effect.kind, id, error)
  if (state === "failed" && effect.kind === "fetch_recording") {
    await tell({ kind: "recording_failed", callId: effect.callId, error: problem ?? "unknown" }, service)
  }
}

function setTimer(deadlineId: string, delayMs: number, service: ServiceClient): void {
  if (delayMs > longestTimerMs) return
  const timer = setTimeout(
    () => void tell({ kind: "deadline_due", deadlineId }, service),
    Math.max(0, delayMs),
  )
  timer.unref()
}
