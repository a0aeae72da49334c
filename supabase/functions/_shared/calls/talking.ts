import type { Context } from "./context.ts"
import { arrive } from "./conversation/alone.ts"
import { meetOutside } from "./conversation/forwarded.ts"
import { setHold } from "./conversation/holding.ts"
import { leave } from "./conversation/leaving.ts"
import { endWithCustomer, opened } from "./conversation/opening.ts"
import { decideOutsideNews } from "./conversation/outside.ts"
import { passOn } from "./conversation/passing-on.ts"
import { type AgentNews, isPresentStay, legOfNews } from "./conversation/reports.ts"
import { decideSupervisorNews } from "./conversation/supervision-reports.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { endTalk, endUnanswered } from "./ending.ts"
import type { CallEvent, LegEndCause } from "./events.ts"
import type { ClosedOfferState } from "./facts.ts"
import { checkTalking, hangUp } from "./legs.ts"
import { customerLeg, liveAgents } from "./parties.ts"
import { beginRecording, recordingOfStay } from "./recording.ts"
import { seekAgent, takeStep } from "./seeking.ts"
import { type Call, isConversation, isOpenOffer, type Leg, type Offer, offerOfLeg } from "./state.ts"
import { plus } from "./time.ts"
import { decideCallerGone } from "./voicemail.ts"

/** The SDK's ring must follow the creation of its leg within this time (K3). */
export const ringMs = 5_000

/** News about a leg, from its creation to its end, in whatever order it comes. */
export function decideLegNews(call: Call, event: AgentNews, context: Context): Decision {
  const leg = legOfNews(call, event)
  if (!leg) return nothing(call)
  switch (leg.role) {
    case "customer":
      return decideCustomerNews(call, leg, event, context)
    case "outside":
      return decideOutsideNews(call, leg, event, context)
    case "agent":
      return decideAgentNews(call, leg, event, context)
    case "supervisor":
      return leg.state === "ended"
        ? endLateLeg(call, leg, event, context)
        : decideSupervisorNews(call, leg, event, context)
    default:
      return leg.role satisfies never
  }
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
  if (call.stay?.id !== stayId) return nothing(call)
  const plan = new Plan(call)
  if (call.phase === "ended") {
    // The way in was given before the talk was over, and taken after its room had been closed: they wait in one that nobody enters.
    if (call.outcome === "answered") plan.add({ kind: "end_stay", stayId, conferenceId })
    return plan.decision()
  }
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
  const hasBegun = hasBeenThere(plan.call)
  plan.record({ kind: "customer_joined", at: context.now, stayId: stay.id })
  meet(plan, context)
  meetOutside(plan, context)
  if (hasBegun && liveAgents(plan.call).length === 0) setHold(plan, true, context)
  seekAgent(plan, context)
}

/** Whether somebody has come for the customer who was on the way, and has left again: the conference has begun without them. */
function hasBeenThere({ legs, customerMovedAt }: Call): boolean {
  return legs.some(
    ({ role, state, joinedAt }) =>
      role === "agent" && state === "ended" && joinedAt !== null && joinedAt >= customerMovedAt,
  )
}

function customerEnded(call: Call, context: Context): Decision {
  if (call.phase === "ended") return nothing(call)
  if (call.phase === "voicemail") return decideCallerGone(call, context)
  if (isConversation(call)) return decideTalkOver(call, context)
  const plan = new Plan(call)
  // Who has heard that nobody is there did not give up (J1).
  if (call.phase === "in_flow" && context.flow) takeStep(plan, { kind: "hung_up" }, context)
  else endUnanswered(plan, "caller_gave_up", context)
  return plan.decision()
}

/** The customer, or the conference itself, is gone: with it the conversation. */
export function decideTalkOver(call: Call, context: Context): Decision {
  if (!isConversation(call)) return nothing(call)
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
  const { legId, memberId } = offer
  checkTalking(plan, legId)
  const { lost } = plan.call
  if (offer.purpose === "resume" && lost)
    plan.work.push({ step: "resume_memo", legId, fromLegId: lost.legId })
  else if (isConversation(plan.call)) plan.work.push({ step: "open_memo", legId, memberId })
  arrive(plan, context)
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
  // Back in the queue the customer may have stayed where their audio is being recorded already.
  const recordingId = call.isRecorded && !recordingOfStay(call, stay.id) ? newId() : null
  plan.record({ kind: "talk_started", at: now, stayId: stay.id, recordingId })
  plan.supersede("redirect_leg", customer.id)
  if (recordingId) beginRecording(plan, recordingId, context)
  for (const { id: legId, memberId } of agents)
    if (memberId !== null) plan.work.push({ step: "open_memo", legId, memberId })
  setHold(plan, false, context)
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
