import { evolve } from "@/supabase/functions/_shared/calls/evolve"
import type { Fact } from "@/supabase/functions/_shared/calls/facts"
import type { Call, Leg } from "@/supabase/functions/_shared/calls/state"

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
/** `legId`: the newest leg of whoever it is. */
export type Lane = { legId: string; stretches: Stretch[] }

/** The legs of a call by whom they lead to, in the order in which the first of each began. */
export function partiesOf(call: Call): Leg[][] {
  const parties = new Map<string, Leg[]>()
  for (const leg of call.legs) {
    const who = leg.memberId ?? (leg.role === "customer" ? "customer" : `telephone ${leg.number}`)
    parties.set(who, [...(parties.get(who) ?? []), leg])
  }
  return [...parties.values()]
}

/** When whom it rang, who was there and who was on hold, for drawing. */
export function lanesOf(steps: readonly Step[]): Lane[] {
  const last = steps.at(-1)
  if (!last) return []
  return partiesOf(last.call).map((legs) => ({
    legId: legs.at(-1)?.id ?? "",
    stretches: legs.flatMap((leg) => stretchesOf(steps, leg, last.fact.at)),
  }))
}

function stretchesOf(steps: readonly Step[], leg: Leg, last: string): Stretch[] {
  const end = leg.leftAt ?? last
  const between = (kind: Stretch["kind"], from: string, until: string): Stretch => ({
    kind,
    from: placeOf(steps, from),
    until: placeOf(steps, until),
  })
  return [
    between("ringing", leg.startedAt, leg.joinedAt ?? end),
    ...(leg.joinedAt === null ? [] : [between("live", leg.joinedAt, end)]),
    ...holdsOf(steps, leg.id, end).map(({ from, until }) => between("held", from, until)),
  ].filter(({ from, until }) => until > from)
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
