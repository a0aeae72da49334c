import { decide as decideForReal } from "../../../supabase/functions/_shared/calls/decide.ts"
import type { Decision } from "../../../supabase/functions/_shared/calls/decision.ts"
import type { CallEvent } from "../../../supabase/functions/_shared/calls/events.ts"
import type { Call } from "../../../supabase/functions/_shared/calls/state.ts"
import { Handler } from "./handler.ts"
import { breachesAfter, breachesAtEnd } from "./judge.ts"
import { People } from "./people.ts"
import { Provider } from "./provider.ts"
import { Store } from "./store.ts"
import { Timeline } from "./timeline.ts"
import { type Mischief, Wire } from "./wire.ts"

export type Setup = {
  seed: number
  calls?: number
  agents?: number
  kills?: number
  mischief?: Mischief
  decide?: typeof decideForReal
}

/** The share of everything that goes wrong in a run of chaos. */
export const chaos: Mischief = {
  duplicate: 0.1,
  delay: 0.1,
  reorder: 0.1,
  drop: 0.02,
  unavailable: 0.02,
  refused: 0.03,
  unheard: 0.01,
}

/** What came of a run. */
export type Outcome = {
  /** Everything that broke a rule, in words; none of it may be there. */
  breaches: string[]
  /** Every decision that changed something, in its order: the same for the same seed. */
  log: string[]
  decisions: number
  kills: number
  /** Calls by how they ended. */
  outcomes: Record<string, number>
  /** Facts by kind: what the run has been through. */
  facts: Record<string, number>
  /** The longest time, in ms, a customer was alone without music. */
  longestAloneMs: number
}

/** Longer than any call can last, with what is tried again and again after its end. */
const longestMs = 3 * 3_600_000
/** Enough to see what is wrong. */
const mostBreaches = 20

/**
 * Leads many calls at once through the rules alone: no network, no database, no waiting. Provider, agents and customers do what
 * chance has them do, reports come twice, late, shuffled or never, requests fail, and the process in between dies. All of
 * it follows from the seed.
 */
export function simulate(setup: Setup): Outcome {
  const { seed, calls = 60, agents = 8, kills = 3, mischief = chaos, decide = decideForReal } = setup
  const timeline = new Timeline(seed)
  const store = new Store(timeline, ...staff(timeline, agents))
  const wire = new Wire(timeline, mischief)
  const provider = new Provider(timeline, wire)
  const [breaches, log]: [string[], string[]] = [[], []]
  let decisions = 0
  const onDecision = (before: Call | null, event: CallEvent, decision: Decision) => {
    decisions += 1
    breaches.push(...breachesAfter(before, event, decision, store))
    for (const fact of decision.facts) log.push(`${decision.call?.id} ${JSON.stringify(fact)}`)
    people.seen(decision)
  }
  const handler = new Handler({ timeline, store, provider, decide, kills, onDecision })
  provider.handler = (request) => handler.ask(request)
  const people = new People({ timeline, store, provider, send: (request) => void handler.ask(request) })
  people.calls(calls, calls * 1_500)
  const isOver = () => breaches.length >= mostBreaches || isQuiet(store, provider, calls)
  timeline.run(timeline.now + longestMs, isOver)
  breaches.push(...breachesAtEnd(store, provider, calls))
  const all = [...store.calls.values()]
  return {
    breaches,
    log,
    decisions,
    kills: handler.kills,
    outcomes: countBy(
      all.map(({ call }) => [call.phase, call.outcome, call.reason].filter(Boolean).join(" ")),
    ),
    facts: countBy(all.flatMap((kept) => kept.log.map(({ kind }) => kind))),
    longestAloneMs: Math.max(0, ...provider.rooms.alone.map(({ ms }) => ms)),
  }
}

/** Two queues that share some of their agents. */
function staff(
  timeline: Timeline,
  count: number,
): ConstructorParameters<typeof Store> extends [unknown, ...infer Rest] ? Rest : never {
  const times = { offerSeconds: 8, maxWaitSeconds: 120, afterCallSeconds: 5, order: "longest_idle" as const }
  const queues = [timeline.newId(), timeline.newId()].map((id) => ({ id, ...times }))
  const ids = queues.map(({ id }) => id)
  const agents = Array.from({ length: count }, (_, nth) => ({
    memberId: timeline.newId(),
    name: `agent ${nth}`,
    isDisabled: false,
    isPhoneUser: true,
    hasInboxRole: true,
    status: "available" as const,
    heartbeatAt: timeline.instant,
    afterCallUntil: null,
    lastOfferedAt: null,
    idleSince: timeline.instant,
    queueIds: nth % 3 === 0 ? ids : ids.slice(nth % 3 === 1 ? 0 : 1, nth % 3 === 1 ? 1 : 2),
  }))
  return [queues, agents]
}

/** Whether everybody has called, and nothing is under way or left to do but what waits for hours. */
function isQuiet(store: Store, provider: Provider, calls: number): boolean {
  return provider.customers === calls && store.live.size === 0 && store.isIdle && isAllEnded(provider)
}

function isAllEnded(provider: Provider): boolean {
  return [...provider.lines.values()].every(({ status }) => status === "ended")
}

function countBy(texts: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const text of texts.toSorted()) counts[text] = (counts[text] ?? 0) + 1
  return counts
}
