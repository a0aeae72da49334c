import type { Context } from "./context.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { afterTalk, endTalk, endUnanswered, freeAgent } from "./ending.ts"
import type { CallEvent, LegEndCause } from "./events.ts"
import type { ClosedOfferState } from "./facts.ts"
import { hangUp } from "./legs.ts"
import { passOn, seekAgent } from "./offering.ts"
import { customerLeg, liveAgents, whoMustHangUp } from "./parties.ts"
import { type Call, isOpenOffer, type Leg, legOf, type Offer, offerOfLeg } from "./state.ts"
import { plus } from "./time.ts"

/** The SDK's ring must follow the creation of its leg within this time (K3). */
export const ringMs = 5_000
/** Until the call's end says better, its audio is expected within this time. */
export const longestTalkMs = 6 * 3_600_000

type LegNews = Extract<CallEvent, { legId: string | null; providerLegId: string }>
export type AgentNews = Exclude<LegNews, { kind: "leg_turn" | "dial_turn" }>

/** The leg some news is about. */
export function legOfNews(call: Call, news: AgentNews): Leg | undefined {
  return call.legs.find(({ id, providerLegId }) =>
    news.legId === null ? providerLegId === news.providerLegId : id === news.legId,
  )
}

/** News about a leg, from its creation to its end, in whatever order it comes. */
export function decideLegNews(call: Call, event: AgentNews, context: Context): Decision {
  const leg = legOfNews(call, event)
  if (!leg) return nothing(call)
  return leg.role === "customer"
    ? decideCustomerNews(call, leg, event, context)
    : decideAgentNews(call, leg, event, context)
}

function decideCustomerNews(call: Call, leg: Leg, event: AgentNews, context: Context): Decision {
  // Dialled, and given up before it existed for us.
  if (leg.state === "ended" && leg.purpose === "dial") return endLateLeg(call, leg, event, context)
  switch (event.kind) {
    case "leg_joined":
      return customerJoined(call, event, context)
    case "leg_left":
      return isPresentStay(call, event) ? decideTalkOver(call, context) : nothing(call)
    case "leg_ended":
      return customerEnded(call, context)
    case "leg_created":
    case "leg_answered":
      return nothing(call)
    default:
      return event satisfies never
  }
}

function customerJoined(
  call: Call,
  { stayId, conferenceId }: Extract<CallEvent, { kind: "leg_joined" }>,
  context: Context,
): Decision {
  if (call.phase === "ended" || call.stay?.id !== stayId) return nothing(call)
  const plan = new Plan(call)
  if (call.stay.conferenceId !== conferenceId) opened(plan, conferenceId, context)
  enter(plan, context)
  return plan.decision()
}

/**
 * The customer is in the conference, or about to enter it with the instruction they have just asked for: what waited for
 * them goes on. Their own question counts, because reports may come late.
 */
export function enter(plan: Plan, context: Context): void {
  const { stay, customerPlace } = plan.call
  if (stay === null || customerPlace !== "to_conference") return
  plan.record({ kind: "customer_joined", at: context.now, stayId: stay.id })
  meet(plan, context)
  seekAgent(plan, context)
}

/** The provider's name of the present stay's conference is known. */
export function opened(plan: Plan, conferenceId: string, { now }: Context): void {
  const { stay } = plan.call
  if (stay === null) return
  plan.record({ kind: "stay_opened", at: now, stayId: stay.id, conferenceId })
  if (plan.call.phase === "talking") endWithCustomer(plan)
}

/** From now on the customer's leaving ends the conference (twilio.md 1). */
export function endWithCustomer(plan: Plan): void {
  const { stay } = plan.call
  const customer = customerLeg(plan.call)
  if (stay?.conferenceId == null || customer?.providerLegId == null) return
  const { id: legId, providerLegId } = customer
  plan.add({ kind: "end_on_exit", legId, providerLegId, conferenceId: stay.conferenceId })
}

function customerEnded(call: Call, context: Context): Decision {
  if (call.phase === "ended") return nothing(call)
  if (call.phase === "talking") return decideTalkOver(call, context)
  const plan = new Plan(call)
  endUnanswered(plan, "caller_gave_up", context)
  return plan.decision()
}

/** Whether news of a conference is of the one the customer is in or on the way to: all other is late. */
export function isPresentStay(call: Call, news: { stayId: string; conferenceId: string }): boolean {
  const { stay } = call
  if (stay?.id !== news.stayId) return false
  return stay.conferenceId === null || stay.conferenceId === news.conferenceId
}

/** The customer, or the conference itself, is gone: with it the conversation. */
export function decideTalkOver(call: Call, context: Context): Decision {
  if (call.phase !== "talking") return nothing(call)
  const plan = new Plan(call)
  endTalk(plan, context)
  return plan.decision()
}

function decideAgentNews(call: Call, leg: Leg, event: AgentNews, context: Context): Decision {
  if (leg.state === "ended") return endLateLeg(call, leg, event, context)
  const offer = offerOfLeg(call, leg.id)
  // Who leaves the conference before we heard of an answer may have been in it or not; the leg's own end tells.
  if (event.kind === "leg_left" && leg.state !== "live") return nothing(call)
  const plan = new Plan(call)
  const { now } = context
  if (leg.providerLegId === null) {
    plan.record({ kind: "leg_created", at: now, legId: leg.id, providerLegId: event.providerLegId })
    if (offer?.state === "acknowledged")
      plan.deadlines.push({ kind: "ring", subjectId: offer.id, dueAt: plus(now, ringMs) })
  }
  if (event.kind === "leg_joined" && call.stay?.id === event.stayId && call.stay.conferenceId === null)
    opened(plan, event.conferenceId, context)
  switch (event.kind) {
    case "leg_created":
      break
    case "leg_answered":
    case "leg_joined":
      if (offer && isOpenOffer(offer)) accept(plan, offer, context)
      break
    case "leg_left":
      leave(plan, leg.id, "left", context)
      break
    case "leg_ended":
      endLeg(plan, offer, leg.id, event.cause, context)
      break
    default:
      event satisfies never
  }
  return plan.decision()
}

/** The leg was given up before it existed for us: it is ended as soon as its name is known. */
function endLateLeg(call: Call, leg: Leg, event: AgentNews, { now }: Context): Decision {
  if (event.kind === "leg_ended" || event.kind === "leg_left" || leg.joinedAt !== null) return nothing(call)
  if (leg.providerLegId !== null && event.kind === "leg_created") return nothing(call)
  const plan = new Plan(call)
  const { providerLegId } = event
  if (leg.providerLegId === null) plan.record({ kind: "leg_created", at: now, legId: leg.id, providerLegId })
  hangUp(plan, { ...leg, providerLegId })
  return plan.decision()
}

function accept(plan: Plan, offer: Offer, context: Context): void {
  if (!context.mayOfferedAnswer) {
    passOn(plan, offer, "rights_lost", context)
    return
  }
  const { now } = context
  plan.record({ kind: "offer_closed", at: now, offerId: offer.id, state: "accepted" })
  plan.record({ kind: "leg_answered", at: now, legId: offer.legId })
  plan.supersede("create_leg", offer.legId)
  meet(plan, context)
}

/** Begins the conversation once customer and agent are both there: whoever came first waited, and nobody's word is lost. */
function meet(plan: Plan, context: Context): void {
  const { call } = plan
  const agents = liveAgents(call)
  const customer = customerLeg(call)
  const { stay } = call
  if (call.phase !== "queued" || call.customerPlace !== "conference" || stay === null) return
  if (agents.length === 0 || customer?.providerLegId == null) return
  const { now, newId } = context
  const recordingId = call.isRecorded ? newId() : null
  plan.record({ kind: "talk_started", at: now, stayId: stay.id, recordingId })
  plan.supersede("redirect_leg", customer.id)
  for (const { id: legId, memberId } of agents)
    if (memberId !== null) plan.work.push({ step: "open_memo", legId, memberId })
  if (recordingId)
    plan.work.push({ step: "expect_recording", recordingId, expectedBy: plus(now, longestTalkMs) })
  endWithCustomer(plan)
}

function endLeg(
  plan: Plan,
  offer: Offer | undefined,
  legId: string,
  cause: LegEndCause,
  context: Context,
): void {
  const closing = closingOf(cause)
  if (offer && isOpenOffer(offer)) {
    if (closing !== null) {
      plan.record({ kind: "leg_ended", at: context.now, legId, cause })
      passOn(plan, offer, closing, context)
      return
    }
    // Only who was connected can have completed: the news of the answer is late or lost.
    accept(plan, offer, context)
  }
  leave(plan, legId, cause, context)
}

/**
 * An agent's leg ends, by itself or because its agent hangs up. Whoever is alone then is released; while others go on
 * talking they do. Before the customer has come, the call is offered on.
 */
export function leave(plan: Plan, legId: string, cause: string, context: Context): void {
  const leg = legOf(plan.call, legId)
  if (!leg || leg.state === "ended") return
  plan.record({ kind: "leg_ended", at: context.now, legId, cause })
  if (leg.state !== "live") return
  if (plan.call.phase !== "talking") {
    freeAgent(plan, leg, null, context)
    seekAgent(plan, context)
    return
  }
  afterTalk(plan, leg, context)
  if (whoMustHangUp(plan.call).length > 0) endTalk(plan, context)
}

/** The agent hangs up: with the last other party the conversation ends, else only their own leg does. */
export function decideHangUp(call: Call, legId: string, context: Context): Decision {
  const leg = legOf(call, legId)
  const isOwn = leg !== undefined && leg.memberId !== null && leg.memberId === context.actorMemberId
  if (!isOwn || leg.state !== "live") return nothing(call)
  const plan = new Plan(call)
  leave(plan, legId, "hung_up", context)
  hangUp(plan, leg)
  return plan.decision()
}

function closingOf(cause: LegEndCause): Exclude<ClosedOfferState, "accepted"> | null {
  switch (cause) {
    case "completed":
      return null
    case "declined":
      return "declined"
    case "unanswered":
      return "lapsed"
    case "failed":
      return "failed"
    case "cancelled":
      return "agent_left"
    default:
      return cause satisfies never
  }
}
