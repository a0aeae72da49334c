import type { Context, Queue } from "../../../supabase/functions/_shared/calls/context.ts"
import type {
  Deadline,
  Decision,
  Instruction,
  Work,
} from "../../../supabase/functions/_shared/calls/decision.ts"
import {
  type Effect,
  laneOf,
  leaseMsOf,
  limitsOf,
  targetOf,
} from "../../../supabase/functions/_shared/calls/effects.ts"
import type { Fact } from "../../../supabase/functions/_shared/calls/facts.ts"
import { busyMembers } from "../../../supabase/functions/_shared/calls/parties.ts"
import type { Candidate } from "../../../supabase/functions/_shared/calls/rank.ts"
import { type Call, isOpenOffer, openOffer } from "../../../supabase/functions/_shared/calls/state.ts"
import type { Timeline } from "./timeline.ts"

/** A call as it is kept: its state, the log it follows from, and what was done with it in tickets and memos. */
export type KeptCall = { call: Call; log: Fact[]; work: Work[] }

export type KeptEffect = {
  id: string
  callId: string
  effect: Effect
  attempts: number
  state: "pending" | "done" | "failed"
  isSuperseded: boolean
  madeAt: number
  dueAt: number
  leasedUntil: number
  error: string
  isSettled: boolean
}

type KeptDeadline = Omit<Deadline, "dueAt"> & { id: string; callId: string; dueAt: number; isFired: boolean }

/** An agent as the tables know them; whether they are busy follows from offers and legs. */
export type KeptAgent = Omit<Candidate, "isBusy"> & { queueIds: readonly string[] }

/** What came of an append: what its writer carries out, and who may be served now. */
export type Appended = { taken: KeptEffect[]; waiting: string[]; deadlines: { id: string; dueAt: number }[] }

/** Calls with everything that is to follow from them: the database's part of the product, as far as decisions see it. */
export class Store {
  readonly calls = new Map<string, KeptCall>()
  readonly receipts = new Map<string, Instruction>()
  readonly effects = new Map<string, KeptEffect>()
  readonly deadlines = new Map<string, KeptDeadline>()
  readonly agents: KeptAgent[]
  readonly queues: Queue[]
  /** Calls that have not ended. */
  readonly live = new Set<string>()
  readonly #timeline: Timeline
  readonly #callOfLeg = new Map<string, string>()
  /** What is pending of each call, in its order. */
  readonly #pending = new Map<string, KeptEffect[]>()
  readonly #dueDeadlines = new Set<KeptDeadline>()
  /** Members whom each live call asks, or who are in it. */
  readonly #engaged = new Map<string, ReadonlySet<string>>()
  readonly #keptForSomebody = new Set<string>()
  readonly #unattended = new Set<string>()
  /** The newest question after each leg that was lost. */
  readonly #checks = new Map<string, KeptEffect>()
  readonly #callOfOffer = new Map<string, string>()

  constructor(timeline: Timeline, queues: Queue[], agents: KeptAgent[]) {
    this.#timeline = timeline
    this.queues = queues
    this.agents = agents
  }

  /** The call of a leg, by our id or the provider's, or of an offer. */
  callOf(id: string): KeptCall | undefined {
    return this.calls.get(this.#callOfLeg.get(id) ?? this.#callOfOffer.get(id) ?? id)
  }

  /** The call that asks a member, or that they are in. */
  callOfMember(memberId: string): KeptCall | undefined {
    for (const [id, members] of this.#engaged) if (members.has(memberId)) return this.calls.get(id)
    return undefined
  }

  /** Whether any other call asks a member or has a leg of theirs. */
  isEngaged(memberId: string, butIn: string | null): boolean {
    for (const [id, members] of this.#engaged) if (id !== butIn && members.has(memberId)) return true
    return false
  }

  /** As the rules are told: engaged, or not known to be free yet. */
  isBusy(memberId: string, butIn: string | null): boolean {
    if (this.isEngaged(memberId, butIn)) return true
    // Whether who has just lost their leg meant to end it is not known yet.
    for (const id of this.#keptForSomebody) {
      const call = this.calls.get(id)?.call
      if (!call || id === butIn) continue
      const { lost } = call
      const leftAt = call.legs.find((leg) => leg.id === lost?.legId)?.leftAt
      if (lost?.memberId === memberId && leftAt != null && Date.parse(leftAt) > this.#timeline.now - 5_000)
        return true
    }
    return false
  }

  candidate({ queueIds: _, ...agent }: KeptAgent, callId: string | null): Candidate {
    return { ...agent, isBusy: this.isBusy(agent.memberId, callId) }
  }

  candidatesOf(queueId: string | null, callId: string | null): Candidate[] {
    return this.agents
      .filter(({ queueIds }) => queueId !== null && queueIds.includes(queueId))
      .map((agent) => this.candidate(agent, callId))
  }

  /** Calls that wait unattended in a queue, oldest first. */
  waitingIn(queueId: string | null): Call[] {
    const waiting = [...this.#unattended].flatMap((id) => this.calls.get(id)?.call ?? [])
    return waiting
      .filter((call) => call.queueId === queueId)
      .toSorted((a, b) => (`${a.queuedAt}${a.id}` < `${b.queuedAt}${b.id}` ? -1 : 1))
  }

  olderThan(call: Call | null, queueId: string | null): Context["olderCalls"] {
    const since = call?.queuedAt == null ? null : `${call.queuedAt}${call.id}`
    return this.waitingIn(queueId)
      .filter(({ id, queuedAt }) => id !== call?.id && (since === null || `${queuedAt}${id}` < since))
      .map(({ id, offers }) => {
        const asked = offers.filter(({ purpose }) => purpose === "queue")
        const round = Math.max(...asked.map((offer) => offer.round))
        return { id, tried: asked.filter((offer) => offer.round === round).map(({ memberId }) => memberId) }
      })
  }

  /** Writes a decision, as the database does it in one transaction. */
  append(decision: Decision): Appended {
    const { call } = decision
    if (!call) return { taken: [], waiting: [], deadlines: [] }
    const kept = this.calls.get(call.id) ?? { call, log: [], work: [] }
    kept.call = call
    kept.log.push(...decision.facts)
    kept.work.push(...decision.work)
    this.calls.set(call.id, kept)
    this.#index(call)
    for (const { id, providerLegId } of call.legs) {
      this.#callOfLeg.set(id, call.id)
      if (providerLegId !== null) this.#callOfLeg.set(providerLegId, call.id)
    }
    for (const { id, legId } of call.offers) {
      this.#callOfOffer.set(id, call.id)
      this.#callOfLeg.set(legId, call.id)
    }
    const freed = decision.work.filter((one) => this.#work(one))
    const taken = this.#effects(call.id, decision)
    const deadlines = this.#deadlinesOf(call, decision)
    const isAnybodyFree = freed.some(({ memberId }) => !this.#agent(memberId)?.afterCallUntil)
    const waiting = isAnybodyFree ? this.waitingIn(call.queueId).filter(({ id }) => id !== call.id) : []
    return { taken, deadlines, waiting: waiting.slice(0, 3).map(({ id }) => id) }
  }

  /** Has an effect be this process's until its lease is over, unless it is somebody else's or must wait. */
  lease(kept: KeptEffect): boolean {
    const { now } = this.#timeline
    if (kept.isSuperseded && kept.leasedUntil <= now) kept.state = "done"
    if (this.#firstOf(kept) !== kept || kept.isSuperseded || kept.dueAt > now || kept.leasedUntil > now)
      return false
    kept.attempts += 1
    kept.leasedUntil = now + leaseMsOf(kept.effect.kind)
    return true
  }

  /** Settles a try, and hands out what has waited for it in its lane. */
  finish(kept: KeptEffect, problem: string | null, againMs: number | null): KeptEffect[] {
    if (kept.state !== "pending") return []
    const { now } = this.#timeline
    const isLast = problem !== null && kept.attempts >= limitsOf(kept.effect.kind).tries
    if (kept.isSuperseded || (problem === null && againMs === null)) kept.state = "done"
    else if (isLast) kept.state = "failed"
    kept.dueAt = now + (againMs ?? 2 ** kept.attempts * 1_000)
    if (problem === null) kept.attempts = 0
    kept.leasedUntil = 0
    kept.error = problem ?? ""
    const next = this.#firstOf(kept)
    return next && this.lease(next) ? [next] : []
  }

  /** Whether the provider is being asked after a leg that was lost, or was within that time. */
  isChecked(legId: string, withinMs: number): boolean {
    const asked = this.#checks.get(legId)
    return asked !== undefined && (asked.state === "pending" || asked.madeAt > this.#timeline.now - withinMs)
  }

  /** Members of a call who are lost to it and in another by now. */
  unfitOf({ id, phase, legs }: Call): string[] {
    if (phase !== "agent_lost") return []
    const members = legs.flatMap(({ role, memberId }) => (role === "agent" && memberId ? [memberId] : []))
    return members.filter((memberId) => this.isEngaged(memberId, id))
  }

  /** Whether no effect is left to be carried out. */
  get isIdle(): boolean {
    return [...this.#pending.values()].every((all) => all.every(({ state }) => state !== "pending"))
  }

  dueDeadlines(): string[] {
    const due = [...this.#dueDeadlines].filter(({ dueAt }) => dueAt <= this.#timeline.now)
    return due.toSorted((a, b) => a.dueAt - b.dueAt).map(({ id }) => id)
  }

  /** Effects nobody carries out, though their time has come. */
  dueEffects(): KeptEffect[] {
    const { now } = this.#timeline
    return [...this.#pending.values()]
      .flat()
      .filter((one) => one.dueAt <= now && one.leasedUntil <= now && this.#firstOf(one) === one)
  }

  fire(id: string): void {
    const deadline = this.deadlines.get(id)
    if (!deadline) return
    deadline.isFired = true
    this.#dueDeadlines.delete(deadline)
  }

  #index(call: Call): void {
    const { id, phase } = call
    const asked = openOffer(call)?.memberId
    const into = (set: Set<string>, isIn: boolean) => (isIn ? set.add(id) : set.delete(id))
    into(this.live, phase !== "ended")
    into(this.#keptForSomebody, phase === "agent_lost")
    into(this.#unattended, phase === "queued" && isUnattended(call))
    if (phase === "ended") this.#engaged.delete(id)
    else this.#engaged.set(id, new Set([...busyMembers(call), ...(asked === undefined ? [] : [asked])]))
  }

  #agent(memberId: string): KeptAgent | undefined {
    return this.agents.find((one) => one.memberId === memberId)
  }

  /** Whether somebody may be free by this. */
  #work(one: Work): one is Extract<Work, { step: "free_agent" | "finish_after_call" }> {
    if (one.step !== "free_agent" && one.step !== "finish_after_call") return false
    const agent = this.#agent(one.memberId)
    if (!agent) return false
    if (one.step === "free_agent") {
      agent.idleSince = one.at
      agent.afterCallUntil = one.afterCallUntil ?? agent.afterCallUntil
    } else if (agent.afterCallUntil !== null && agent.afterCallUntil <= one.at) {
      agent.afterCallUntil = null
      agent.idleSince = one.at
    }
    return true
  }

  #pendingOf(callId: string): KeptEffect[] {
    const pending = (this.#pending.get(callId) ?? []).filter(({ state }) => state === "pending")
    this.#pending.set(callId, pending)
    return pending
  }

  /** The effect whose turn it is in the lane of one. */
  #firstOf({ callId, effect }: KeptEffect): KeptEffect | undefined {
    const lane = laneOf(effect)
    return this.#pendingOf(callId).find((one) => laneOf(one.effect) === lane)
  }

  #effects(callId: string, { effects, superseded }: Decision): KeptEffect[] {
    const { now, newId } = this.#timeline
    for (const one of this.#pendingOf(callId)) {
      const { kind } = one.effect
      const target = targetOf(one.effect)
      if (!superseded.some((each) => each.kind === kind && each.target === target)) continue
      one.isSuperseded = true
      if (one.leasedUntil <= now) one.state = "done"
    }
    const kept = effects.map(({ effect, delayMs }): KeptEffect => {
      const times = { madeAt: now, dueAt: now + (delayMs ?? 0), leasedUntil: 0, attempts: 0 }
      const state = { state: "pending" as const, isSuperseded: false, isSettled: false, error: "" }
      return { id: newId(), callId, effect, ...times, ...state }
    })
    for (const one of kept) {
      this.effects.set(one.id, one)
      if (one.effect.kind === "check_leg" && one.effect.everyMs === null)
        this.#checks.set(one.effect.legId, one)
      this.#pendingOf(callId).push(one)
    }
    return kept.filter((one) => this.lease(one))
  }

  #deadlinesOf(call: Call, { deadlines }: Decision): { id: string; dueAt: number }[] {
    const settling = ["acknowledge", "ring", "offer", "max_wait", "dial"]
    for (const one of this.#dueDeadlines) {
      if (one.callId !== call.id || !settling.includes(one.kind)) continue
      const isClosed = call.offers.some((offer) => offer.id === one.subjectId && !isOpenOffer(offer))
      const leg = call.legs.find(({ id }) => id === one.subjectId)
      if (call.phase === "ended" || isClosed || leg?.state === "live" || leg?.state === "ended")
        this.fire(one.id)
    }
    return deadlines.map(({ dueAt, ...rest }) => {
      const kept = {
        ...rest,
        id: this.#timeline.newId(),
        callId: call.id,
        dueAt: Date.parse(dueAt),
        isFired: false,
      }
      this.deadlines.set(kept.id, kept)
      this.#dueDeadlines.add(kept)
      return kept
    })
  }
}

/** Whether nobody is being asked to take the call, or on their way to it. */
export function isUnattended(call: Call): boolean {
  return !openOffer(call) && !call.legs.some(({ role, state }) => role === "agent" && state !== "ended")
}
