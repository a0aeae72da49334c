import type { Context, Waiting } from "../../../supabase/functions/_shared/calls/context.ts"
import type { decide } from "../../../supabase/functions/_shared/calls/decide.ts"
import type { Decision, Instruction } from "../../../supabase/functions/_shared/calls/decision.ts"
import type { CallEvent, RoutingRequest } from "../../../supabase/functions/_shared/calls/events.ts"
import { heartbeatLostMs } from "../../../supabase/functions/_shared/calls/rank.ts"
import type { Call } from "../../../supabase/functions/_shared/calls/state.ts"
import { lookupOf } from "../../../supabase/functions/routing/lookup.ts"
import { context, template } from "../call-context.ts"
import type { Provider } from "./provider.ts"
import { type Appended, isUnattended, type KeptEffect, type Store } from "./store.ts"
import type { Timeline } from "./timeline.ts"

type HandlerOptions = {
  timeline: Timeline
  store: Store
  provider: Provider
  decide: typeof decide
  /** How many times it dies: each time after a decision is written, and before anything of it is carried out. */
  kills: number
  onDecision: (before: Call | null, event: CallEvent, decision: Decision) => void
}

const sweepEveryMs = 2_000
const restartMs = 4_000
const killShare = 0.004
const own = { id: "number", accountId: "account", inboxId: "inbox" }

/** The process between provider and rules, with the sweeper that makes good what it leaves undone when it dies. */
export class Handler {
  readonly #options: HandlerOptions
  readonly #base: Context
  #isUp = true
  /** Counts lives: what was under way in an earlier one never comes back. */
  #life = 0
  #killsLeft: number

  constructor(options: HandlerOptions) {
    this.#options = options
    this.#killsLeft = options.kills
    const [queue = null] = options.store.queues
    const base = context({ queue, newId: options.timeline.newId })
    if (!base.number || !base.flow) throw new Error("there is a number with a flow")
    const number = { ...base.number, ...own, flowVersionId: null }
    this.#base = { ...base, number, flow: template(queue?.id ?? "") }
    options.timeline.after(sweepEveryMs, () => this.#sweep())
  }

  get kills(): number {
    return this.#life
  }

  /** What follows from a request; null when nobody is there to answer. */
  ask(request: RoutingRequest): Instruction | null {
    return this.#isUp ? this.#bring(request) : null
  }

  #bring({ key, event }: RoutingRequest): Instruction {
    const { store, decide, onDecision } = this.#options
    const receipt = key === null ? undefined : store.receipts.get(key)
    if (receipt) return receipt
    const { call, context: loaded } = this.#load(event)
    const isDone = event.kind === "deadline_due" && store.deadlines.get(event.deadlineId)?.isFired !== false
    if (isDone) return { kind: "none" }
    if (event.kind === "deadline_due") store.fire(event.deadlineId)
    if (event.kind === "effect_given_up") {
      const effect = store.effects.get(event.effectId)
      if (effect?.state !== "failed" || effect.isSettled) return { kind: "none" }
      effect.isSettled = true
    }
    const decision = decide(call, event, loaded)
    const appended = store.append(decision)
    if (key !== null) store.receipts.set(key, decision.instruction)
    onDecision(call, event, decision)
    if (this.#dies()) return decision.instruction
    this.#followUp(appended)
    return decision.instruction
  }

  #dies(): boolean {
    const { timeline } = this.#options
    if (this.#killsLeft === 0 || !timeline.chance(killShare)) return false
    this.#killsLeft -= 1
    this.#life += 1
    this.#isUp = false
    timeline.after(restartMs, () => {
      this.#isUp = true
    })
    return true
  }

  /** In this life only. */
  #later(ms: number, run: () => void): void {
    const life = this.#life
    this.#options.timeline.after(ms, () => life === this.#life && this.#isUp && run())
  }

  #followUp({ taken, deadlines, waiting }: Appended): void {
    const { timeline } = this.#options
    for (const { id, dueAt } of deadlines) {
      this.#later(dueAt - timeline.now, () =>
        this.#bring({ key: null, event: { kind: "deadline_due", deadlineId: id } }),
      )
    }
    for (const callId of waiting)
      this.#later(timeline.between(5, 30), () => this.#bring({ key: null, event: { kind: "nudge", callId } }))
    for (const one of taken) this.#carryOut(one)
  }

  #carryOut(kept: KeptEffect): void {
    const { timeline, store, provider } = this.#options
    const life = this.#life
    provider.request(kept.effect, kept.attempts > 1, (result) => {
      if (life !== this.#life || !this.#isUp) return
      const problem = result instanceof Error ? result.message : null
      if (!(result instanceof Error) && result.event) this.#bring({ key: null, event: result.event })
      if (life !== this.#life) return
      const againMs = result instanceof Error ? null : (result.againMs ?? null)
      const next = store.finish(kept, problem, againMs)
      if (kept.state === "failed")
        this.#bring({ key: null, event: { kind: "effect_given_up", effectId: kept.id } })
      if (life !== this.#life) return
      for (const one of next) this.#later(timeline.between(1, 5), () => this.#carryOut(one))
    })
  }

  #sweep(): void {
    const { timeline, store } = this.#options
    timeline.after(sweepEveryMs, () => this.#sweep())
    const events: CallEvent[] = store
      .dueDeadlines()
      .map((deadlineId) => ({ kind: "deadline_due", deadlineId }))
    for (const id of store.live) {
      const call = store.calls.get(id)?.call
      if (call) events.push(...this.#missed(call))
    }
    for (const { id, state, isSettled } of store.effects.values())
      if (state === "failed" && !isSettled) events.push({ kind: "effect_given_up", effectId: id })
    for (const event of events) if (this.#isUp) this.#bring({ key: null, event })
    for (const one of store.dueEffects()) if (this.#isUp && store.lease(one)) this.#carryOut(one)
  }

  /** Whose hearts have stopped, and who waits. */
  #missed(call: Call): CallEvent[] {
    const { store, timeline } = this.#options
    const isLost = (memberId: string | null) => {
      const heartbeat = store.agents.find((one) => one.memberId === memberId)?.heartbeatAt
      return heartbeat == null || Date.parse(heartbeat) < timeline.now - heartbeatLostMs
    }
    const events: CallEvent[] = []
    for (const { id, purpose, memberId, state } of call.offers) {
      const isOpen = state === "announced" || state === "acknowledged" || state === "ringing"
      if (isOpen && purpose !== "resume" && isLost(memberId)) events.push({ kind: "offer_lost", offerId: id })
    }
    for (const { id, role, state, memberId } of call.legs) {
      const isAsked = () => store.isChecked(id, 15_000)
      if (role === "agent" && state === "live" && isLost(memberId) && !isAsked())
        events.push({ kind: "leg_lost", legId: id })
    }
    if (call.phase === "queued" && isUnattended(call)) events.push({ kind: "nudge", callId: call.id })
    return events
  }

  #load(event: CallEvent): { call: Call | null; context: Context } {
    const { store, timeline } = this.#options
    const lookup = lookupOf({ key: null, event })
    const deadline = lookup.by === "deadline" ? store.deadlines.get(lookup.ref) : undefined
    const effect = lookup.by === "effect" ? store.effects.get(lookup.ref) : undefined
    const kept =
      lookup.by === "member"
        ? store.callOfMember(lookup.ref)
        : store.callOf(deadline?.callId ?? effect?.callId ?? lookup.ref)
    const call = kept?.call ?? null
    const first = this.#base.queue
    const queue = store.queues.find(({ id }) => id === (call?.queueId ?? first?.id)) ?? null
    const colleague = store.agents.find((one) => one.memberId === lookup.colleague_id)
    const target = store.queues.find(({ id }) => id === lookup.target_queue_id)
    const callId = call?.id ?? null
    const isFree = call === null || call.phase === "in_flow" || call.phase === "queued"
    return {
      call,
      context: {
        ...this.#base,
        now: timeline.instant,
        actorMemberId: lookup.user_id ?? null,
        deadline: deadline ? { kind: deadline.kind, subjectId: deadline.subjectId } : null,
        givenUp: effect ? { effect: effect.effect, error: effect.error } : null,
        queue,
        candidates: store.candidatesOf(queue?.id ?? null, callId),
        olderCalls: store.olderThan(isFree ? call : null, queue?.id ?? null),
        flowQueues: first && first.id !== queue?.id ? [this.#waiting(first, callId)] : [],
        unfit: call?.phase === "agent_lost" || call?.phase === "talking" ? store.unfitOf(call) : [],
        colleague: colleague ? store.candidate(colleague, callId) : null,
        outside: lookup.is_outside
          ? { shown: { number: "+81312345678", mayCall0800: true }, ownNumbers: [], isCalleeBlocked: false }
          : null,
        target: target ? this.#waiting(target, callId) : null,
      },
    }
  }

  /** A queue that a call may come to. */
  #waiting(queue: Waiting["queue"], callId: string | null): Waiting {
    const { store } = this.#options
    const { id } = queue
    return { queue, candidates: store.candidatesOf(id, callId), olderCalls: store.olderThan(null, id) }
  }
}
