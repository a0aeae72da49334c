import { evolve } from "@/supabase/functions/_shared/calls/evolve"
import type { Fact } from "@/supabase/functions/_shared/calls/facts"
import type { Call } from "@/supabase/functions/_shared/calls/state"

/** One step of a call: what happened, and the call after it. */
export type Step = { fact: Fact; call: Call }

/** A call step by step (K1): the fold of its log up to each fact. Throws when the facts do not begin with a call's beginning. */
export function stepsOf(facts: readonly Fact[]): Step[] {
  let call: Call | null = null
  return facts.map((fact) => {
    call = evolve(call, fact)
    return { fact, call }
  })
}

/** A piece of a leg's time, in parts of 1000 of the call's whole. */
export type Stretch = { kind: "ringing" | "live" | "held"; from: number; until: number }
export type Lane = { legId: string; stretches: Stretch[] }

/** When each leg rang, was there and was on hold, for drawing; in the order in which they began. */
export function lanesOf(steps: readonly Step[]): Lane[] {
  const first = steps[0]
  const last = steps.at(-1)
  if (!first || !last) return []
  const place = (at: string) => placeOf(steps, at)
  return last.call.legs.map((leg) => {
    const end = leg.leftAt ?? last.fact.at
    const stretches: Stretch[] = [
      { kind: "ringing", from: place(leg.startedAt), until: place(leg.joinedAt ?? end) },
    ]
    if (leg.joinedAt !== null) stretches.push({ kind: "live", from: place(leg.joinedAt), until: place(end) })
    for (const { from, until } of holdsOf(steps, leg.id, end)) {
      stretches.push({ kind: "held", from: place(from), until: place(until) })
    }
    return { legId: leg.id, stretches: stretches.filter(({ from, until }) => until > from) }
  })
}

/** Where a moment lies between the first fact and the last, in parts of 1000. */
export function placeOf(steps: readonly Step[], at: string): number {
  const begin = Date.parse(steps[0]?.fact.at ?? at)
  const whole = Date.parse(steps.at(-1)?.fact.at ?? at) - begin
  return whole <= 0 ? 0 : Math.round((Math.min(Math.max(Date.parse(at) - begin, 0), whole) / whole) * 1000)
}

/** When a leg heard hold music, as the fold says it. */
function holdsOf(steps: readonly Step[], legId: string, end: string): { from: string; until: string }[] {
  const holds: { from: string; until: string }[] = []
  let since: string | null = null
  for (const { fact, call } of steps) {
    const isHeld = call.legs.some((leg) => leg.id === legId && leg.isHeld)
    if (isHeld && since === null) since = fact.at
    if (!isHeld && since !== null) {
      holds.push({ from: since, until: fact.at })
      since = null
    }
  }
  return since === null ? holds : [...holds, { from: since, until: end }]
}
