import { randomUUID } from "node:crypto"
import type { Context } from "../../supabase/functions/_shared/calls/context.ts"
import { decide } from "../../supabase/functions/_shared/calls/decide.ts"
import type { Decision } from "../../supabase/functions/_shared/calls/decision.ts"
import type { Effect } from "../../supabase/functions/_shared/calls/effects.ts"
import type { CallEvent, LegEndCause } from "../../supabase/functions/_shared/calls/events.ts"
import { replay } from "../../supabase/functions/_shared/calls/evolve.ts"
import type { Fact } from "../../supabase/functions/_shared/calls/facts.ts"
import { customerLeg } from "../../supabase/functions/_shared/calls/parties.ts"
import type { Candidate } from "../../supabase/functions/_shared/calls/rank.ts"
import { type Call, type Offer, openOffer } from "../../supabase/functions/_shared/calls/state.ts"
import { plus } from "../../supabase/functions/_shared/calls/time.ts"
import type { FlowDefinition } from "../../supabase/functions/_shared/flows/schema.ts"
import { type TemplateSettings, templateFlow } from "../../supabase/functions/_shared/flows/template.ts"

/** A Tuesday, 10:00 in Tokyo. */
export const morning = "2026-11-10T01:00:00.000Z"
/** The customer's leg at the provider. */
export const customerCallId = `CA${"1".repeat(32)}`

/** An agent who can take a call at `morning`, idle for `idleMinutes`. */
export function agent(name: string, changes: Partial<Candidate> = {}, idleMinutes = 10): Candidate {
  return {
    memberId: randomUUID(),
    name,
    isDisabled: false,
    isPhoneUser: true,
    hasInboxRole: true,
    status: "available",
    heartbeatAt: plus(morning, -1_000),
    isBusy: false,
    afterCallUntil: null,
    idleSince: plus(morning, -idleMinutes * 60_000),
    lastOfferedAt: null,
    ...changes,
  }
}

/** A template flow to `queueId`, open on weekdays from 9 to 18, that says nothing before the queue, with `changes`. */
export function template(queueId: string, changes: Partial<TemplateSettings> = {}): FlowDefinition {
  return templateFlow({
    timeZone: "Asia/Tokyo",
    voice: "ja",
    opening: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "09:00", closes: "18:00" })),
    holidays: [{ day: "2026-11-23", name: "勤労感謝の日" }],
    queueId,
    recordingNotice: false,
    greeting: null,
    closedMessage: "本日は休業日です。",
    noAnswerMessage: "担当者が電話に出られません。",
    ...changes,
  })
}

/** A context at `morning` with a number, a queue (20 s offers, 180 s waiting, 30 s after-call work) and a silent flow. */
export function context(changes: Partial<Context> = {}): Context {
  const queueId = randomUUID()
  return {
    now: morning,
    newId: randomUUID,
    actorMemberId: null,
    deadline: null,
    givenUp: null,
    number: {
      id: randomUUID(),
      accountId: randomUUID(),
      inboxId: randomUUID(),
      number: "+81312345678",
      isRecorded: true,
      recordsWithoutAgent: false,
      recordingDays: null,
      refusalAnswers: true,
      hasCloudPhone: true,
      isCallerBlocked: false,
      contactId: null,
      flowVersionId: randomUUID(),
    },
    dialling: null,
    mayDial: true,
    unfit: [],
    supervisor: null,
    colleague: null,
    outside: null,
    target: null,
    queue: {
      id: queueId,
      offerSeconds: 20,
      maxWaitSeconds: 180,
      afterCallSeconds: 30,
      order: "longest_idle",
    },
    flow: template(queueId),
    flowQueues: [],
    candidates: [],
    mayOfferedAnswer: true,
    isCrowded: false,
    olderCalls: [],
    ...changes,
  }
}

/** One call led through events by the rules alone, with a clock of its own. */
export class CallUnderTest {
  call: Call | null = null
  facts: Fact[] = []
  /** Told of every decision. */
  onDecision: (decision: Decision) => void = () => {}
  now = morning
  readonly base: Context
  candidates: Candidate[]

  constructor(candidates: Candidate[], changes: Partial<Context> = {}) {
    this.candidates = candidates
    this.base = context(changes)
  }

  /** Lets `seconds` pass; everybody's heart goes on beating. */
  pass(seconds: number): this {
    this.now = plus(this.now, seconds * 1000)
    this.candidates = this.candidates.map((one) =>
      one.heartbeatAt === null ? one : { ...one, heartbeatAt: plus(this.now, -1_000) },
    )
    return this
  }

  event(event: CallEvent, changes: Partial<Context> = {}): Decision {
    const { candidates, now } = this
    const decision = decide(this.call, event, { ...this.base, candidates, now, ...changes })
    this.call = decision.call
    this.facts.push(...decision.facts)
    this.onDecision(decision)
    return decision
  }

  arrive(from = "+819012345678"): Decision {
    return this.event({
      kind: "inbound_arrived",
      providerLegId: customerCallId,
      from,
      to: "+81312345678",
    })
  }

  /** The customer's leg asks; while the call is in its flow, with what that awaits. */
  turn(
    asks: "wait" | "join" | "goodbye" = "wait",
    step = this.call?.phase === "in_flow" ? (this.call.flow?.awaits ?? "a-1") : "a-1",
    key: string | null = null,
  ): Decision {
    return this.event({ kind: "leg_turn", legId: null, providerLegId: customerCallId, asks, step, key })
  }

  /** The caller presses a key where the flow, or the waiting, listens. */
  press(key: string): Decision {
    return this.turn("wait", undefined, key)
  }

  /** The open offer's page acknowledges it. */
  acknowledge(): Decision {
    const { id: offerId, memberId } = this.offer
    return this.event({ kind: "offer_acknowledged", offerId, userId: memberId }, { actorMemberId: memberId })
  }

  /** Whoever is offered the call passes it on. */
  decline(): Decision {
    const { id: offerId, memberId } = this.offer
    return this.event({ kind: "offer_declined", offerId, userId: memberId }, { actorMemberId: memberId })
  }

  /** The customer is seen in the conference of their present stay. */
  customerJoins(conferenceId = "CF1"): Decision {
    return this.event({
      kind: "leg_joined",
      legId: this.customer.id,
      providerLegId: customerCallId,
      stayId: this.state.stay?.id ?? randomUUID(),
      conferenceId,
    })
  }

  /** The customer's call is over, as the provider reports it. */
  customerEnds(providerLegId = customerCallId): Decision {
    const ends = { from: "+819012345678", to: "+81312345678" }
    return this.event({
      kind: "leg_ended",
      legId: null,
      providerLegId,
      cause: "completed",
      ...ends,
    })
  }

  /** The provider has made the leg of the open offer. */
  legCreated(providerLegId = "CA-agent", { legId }: Pick<Offer, "legId"> = this.offer): Decision {
    return this.event({ kind: "leg_created", legId, providerLegId })
  }

  /** From an announced offer to an agent's leg that rings, with the page having seen it and the customer waiting there. */
  ring(conferenceId = "CF1", providerLegId = "CA-agent"): Decision {
    this.acknowledge()
    this.customerJoins(conferenceId)
    this.legCreated(providerLegId)
    const { id: offerId, memberId } = this.offer
    return this.event({ kind: "ring_seen", offerId, userId: memberId }, { actorMemberId: memberId })
  }

  answer(providerLegId = "CA-agent", { legId }: Pick<Offer, "legId"> = this.offer): Decision {
    return this.event({ kind: "leg_answered", legId, providerLegId })
  }

  legEnds(
    cause: LegEndCause = "completed",
    providerLegId = "CA-agent",
    { legId }: Pick<Offer, "legId"> = this.lastOffer,
  ): Decision {
    return this.event({ kind: "leg_ended", legId, providerLegId, cause, from: null, to: null })
  }

  deadline(kind: NonNullable<Context["deadline"]>["kind"], subjectId: string | null): Decision {
    return this.event({ kind: "deadline_due", deadlineId: randomUUID() }, { deadline: { kind, subjectId } })
  }

  /** An effect of the call was tried for the last time. */
  givenUp(effect: Effect, error = "The provider does not answer"): Decision {
    return this.event({ kind: "effect_given_up", effectId: randomUUID() }, { givenUp: { effect, error } })
  }

  get state(): Call {
    if (!this.call) throw new Error("The call has not arrived")
    return this.call
  }

  get offer() {
    const offer = openOffer(this.state)
    if (!offer) throw new Error("Nobody is being offered the call")
    return offer
  }

  get lastOffer() {
    const offer = this.state.offers.at(-1)
    if (!offer) throw new Error("Nobody was offered the call")
    return offer
  }

  get customer() {
    const leg = customerLeg(this.state)
    if (!leg) throw new Error("There is no customer")
    return leg
  }

  /** The stays the customer was sent to, oldest first. */
  get stays(): string[] {
    return this.facts.flatMap((fact) => (fact.kind === "customer_sent" ? (fact.stayId ?? []) : []))
  }

  get replayed(): Call | null {
    return replay(this.facts)
  }
}
