import { z } from "zod"
import type { RoutingAnswer } from "../_shared/calls/answer.ts"
import type { Context } from "../_shared/calls/context.ts"
import { decide } from "../_shared/calls/decide.ts"
import type { Decision, Instruction } from "../_shared/calls/decision.ts"
import type { CallEvent, RoutingRequest } from "../_shared/calls/events.ts"
import { replay } from "../_shared/calls/evolve.ts"
import { language } from "../_shared/calls/language.ts"
import type { LoadedCall } from "../_shared/calls/loaded.ts"
import { appendOf, changes } from "./append.ts"
import type { Database } from "./database.ts"
import { lookupOf } from "./lookup.ts"

/** After this many lost races the event is given back; whoever sent it, or the sweeper, comes again. */
const mostAttempts = 10
/** So often somebody else may take the chosen agent before the call waits its turn (a hundred callers, one agent). */
const mostTaken = 2

/** What is kept with a receipt; an instruction is our own writing, so it is not looked at more closely. */
const keptAnswer = z.object({ instruction: z.custom<Instruction>(), language })

/** Raised when every attempt met a newer state. */
export class BusyCallError extends Error {}

/**
 * Loads what an event is about, decides, and writes the decision; when somebody else was faster, once more from the
 * start. Throws BusyCallError after too many lost races, and whatever the database throws.
 */
export async function route(request: RoutingRequest, database: Database): Promise<RoutingAnswer> {
  const { key, event } = request
  let taken = 0
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const loaded = await database.load(lookupOf(request))
    if (loaded.repeated) return repetition(loaded, loaded.repeated)
    const before = replay(loaded.facts ?? [])
    const decision = decide(before, event, contextOf(loaded, taken >= mostTaken))
    const effects = decision.effects.map((planned) => ({ id: crypto.randomUUID(), ...planned }))
    const deadlines = decision.deadlines.map((deadline) => ({ id: crypto.randomUUID(), ...deadline }))
    const settles = {
      deadline: event.kind === "deadline_due" && loaded.deadline ? event.deadlineId : null,
      effect: event.kind === "effect_given_up" && loaded.givenUp ? event.effectId : null,
    }
    const isFinal = key !== null || settles.deadline !== null || settles.effect !== null
    const answer = answerOf(event, loaded, decision, deadlines)
    if (!isFinal && !changes(decision)) return answer
    const { instruction } = decision
    const kept = { instruction, language: answer.language }
    const result = await database.append(
      appendOf(key, before, decision, { effects, deadlines }, settles, kept),
    )
    if (result.status === "appended") {
      const taken = new Set(result.taken)
      const callId = decision.call?.id ?? ""
      const leased = effects.filter(({ id }) => taken.has(id))
      return {
        ...answer,
        effects: leased.map(({ id, effect }) => ({ id, callId, effect })),
        waiting: result.waiting,
      }
    }
    if (result.status === "repeated") return repetition(loaded, result)
    if (result.reason === "taken") taken++
    // Those who met here would meet again: they part a little.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt))
  }
  throw new BusyCallError(`${event.kind} met a newer state ${mostAttempts} times`)
}

function contextOf(loaded: LoadedCall, isCrowded: boolean): Context {
  return {
    now: loaded.now,
    newId: () => crypto.randomUUID(),
    actorMemberId: loaded.actorMemberId ?? null,
    deadline: loaded.deadline ?? null,
    givenUp: loaded.givenUp ?? null,
    number: loaded.number ?? null,
    dialling: loaded.dialling ?? null,
    unfit: loaded.unfit ?? [],
    supervisor: loaded.supervisor ?? null,
    colleague: loaded.colleague ?? null,
    outside: loaded.outside ?? null,
    target: loaded.target ?? null,
    mayDial: loaded.mayDial ?? true,
    queue: loaded.queue ?? null,
    flow: loaded.flow ?? null,
    flowQueues: loaded.flowQueues ?? [],
    candidates: loaded.candidates ?? [],
    mayOfferedAnswer: loaded.mayOfferedAnswer ?? true,
    isCrowded,
    olderCalls: loaded.olderCalls ?? [],
  }
}

function answerOf(
  event: CallEvent,
  loaded: LoadedCall,
  { call, instruction }: Decision,
  deadlines: RoutingAnswer["deadlines"],
): RoutingAnswer {
  const offerId = "offerId" in event ? event.offerId : null
  const found = call?.offers.find((one) => one.id === offerId)
  // A page is told of its own offers only.
  const isForeign = "userId" in event && found?.memberId !== loaded.actorMemberId
  const offer = isForeign ? undefined : found
  return {
    callId: call?.id ?? null,
    version: call?.version ?? 0,
    now: loaded.now,
    instruction,
    language: loaded.language ?? "ja",
    effects: [],
    deadlines: deadlines.map(({ id, dueAt }) => ({ id, dueAt })),
    waiting: [],
    offer: offer ? { id: offer.id, state: offer.state } : null,
    isActorPresent: !("userId" in event && event.userId) || loaded.actorMemberId != null,
    repeated: false,
  }
}

function repetition(loaded: LoadedCall, first: { callId: string | null; answer?: unknown }): RoutingAnswer {
  const kept = keptAnswer.safeParse(first.answer)
  return {
    callId: first.callId,
    version: 0,
    now: loaded.now,
    instruction: kept.success ? kept.data.instruction : { kind: "none" },
    language: kept.success ? kept.data.language : "ja",
    effects: [],
    deadlines: [],
    waiting: [],
    offer: null,
    isActorPresent: true,
    repeated: true,
  }
}
