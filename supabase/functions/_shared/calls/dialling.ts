import type { Context } from "./context.ts"
import { endWithCustomer, opened } from "./conversation/opening.ts"
import { type AgentNews, legOfNews } from "./conversation/reports.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { afterTalk, end, endTalk } from "./ending.ts"
import type { CallEvent } from "./events.ts"
import type { CallReason } from "./facts.ts"
import { checkTalking, hangUp } from "./legs.ts"
import { customerLeg, present } from "./parties.ts"
import { beginRecording } from "./recording.ts"
import { type Call, type Leg, legOf } from "./state.ts"
import { plus } from "./time.ts"

// A call that we have begun, until somebody talks: first the agent's leg, then, once the agent is in the conference, the
// customer's.

/** A telephone rings at most as long as this, in seconds. */
export const ringSeconds = 60
/** The provider ends a ring by itself; this much later it has not said so. */
export const ringGraceMs = 10_000
/** An answer of which we were not told is found within this time. */
export const checkRingingMs = 15_000
type News<Kind extends CallEvent["kind"]> = Extract<CallEvent, { kind: Kind }>
/** Why nobody came to talk. */
type Unreached = Extract<
  CallReason,
  "busy" | "no_answer" | "unreachable" | "provider_refused" | "agent_gave_up" | "not_allowed" | "failed"
>

/** News of a leg while nobody talks yet. */
export function decideDialNews(call: Call, event: AgentNews, context: Context): Decision {
  const leg = legOfNews(call, event)
  if (!leg || leg.state === "ended") return nothing(call)
  return leg.role === "customer"
    ? decideDialledNews(call, leg, event, context)
    : decideDiallerNews(call, leg, event, context)
}

function decideDiallerNews(call: Call, leg: Leg, event: AgentNews, context: Context): Decision {
  const plan = new Plan(call)
  switch (event.kind) {
    case "leg_created":
    case "leg_answered":
      // Says no more than that the softphone has connected: they are there when they are in the conference.
      break
    case "leg_joined":
      if (call.stay?.id !== event.stayId) break
      noteConference(plan, leg, event, context)
      if (leg.state !== "live") plan.record({ kind: "leg_answered", at: context.now, legId: leg.id })
      dialCustomer(plan, context)
      break
    case "leg_left":
      if (leg.state === "live" && call.stay?.id === event.stayId) endDial(plan, "agent_gave_up", context)
      break
    case "leg_ended":
      endDial(plan, event.cause === "failed" ? "failed" : "agent_gave_up", context)
      break
    default:
      event satisfies never
  }
  return plan.decision()
}

function decideDialledNews(call: Call, leg: Leg, event: AgentNews, context: Context): Decision {
  const plan = new Plan(call)
  switch (event.kind) {
    case "leg_created":
      noteDialled(plan, leg, event, context)
      break
    case "leg_answered":
      beginTalk(plan, leg, event, context)
      break
    case "leg_joined":
      // Its ringing can be heard in there already (earlyMedia): that is no answer (twilio.md 8).
      if (call.stay?.id === event.stayId) noteConference(plan, leg, event, context)
      break
    case "leg_left":
      break
    case "leg_ended": {
      const reason = reasonOf(event.cause)
      if (reason === null) {
        // Only who was connected can have completed: the news of the answer is late or lost.
        beginTalk(plan, leg, event, context)
        endTalk(plan, context)
      } else {
        endDial(plan, reason, context)
      }
      break
    }
    default:
      event satisfies never
  }
  return plan.decision()
}

function noteConference(
  plan: Plan,
  leg: Leg,
  { providerLegId, conferenceId }: Extract<AgentNews, { kind: "leg_joined" }>,
  context: Context,
): void {
  noteCreated(plan, leg, providerLegId, context)
  if (plan.call.stay?.conferenceId === null) opened(plan, conferenceId, context)
}

function noteCreated(plan: Plan, { id: legId, providerLegId }: Leg, known: string, { now }: Context): void {
  if (providerLegId === null) plan.record({ kind: "leg_created", at: now, legId, providerLegId: known })
}

function noteDialled(
  plan: Plan,
  leg: Leg,
  { providerLegId }: { providerLegId: string },
  context: Context,
): void {
  const { id: legId } = leg
  noteCreated(plan, leg, providerLegId, context)
  plan.add(
    { kind: "check_leg", legId, providerLegId, everyMs: checkRingingMs, awaitsAnswer: true },
    checkRingingMs,
  )
}

function dialCustomer(plan: Plan, context: Context): void {
  const { id: callId, stay, customerNumber: number, contractNumber, isRecorded } = plan.call
  if (stay === null || number === null || customerLeg(plan.call)) return
  const legId = context.newId()
  startLeg(plan, { id: legId, role: "customer", memberId: null }, context)
  const where = { callId, stayId: stay.id, number, contractNumber, isRecorded }
  plan.add({ kind: "dial_leg", legId, ...where, timeoutSeconds: ringSeconds })
  const dueAt = plus(context.now, ringSeconds * 1000 + ringGraceMs)
  plan.deadlines.push({ kind: "dial", subjectId: legId, dueAt })
}

/** The leg of who dials, or of whom they dial; nobody at the provider has it yet. */
export function startLeg(
  plan: Plan,
  { id: legId, role, memberId }: Pick<Leg, "id" | "role" | "memberId">,
  { now: at }: Context,
): void {
  const number = role === "customer" ? plan.call.customerNumber : null
  plan.record({
    kind: "leg_started",
    at,
    legId,
    role,
    purpose: "dial",
    memberId,
    number,
    providerLegId: null,
  })
}

/** Whom we have called is there: from now on it is a conversation like any other. */
function beginTalk(plan: Plan, leg: Leg, news: { providerLegId: string }, context: Context): void {
  const { stay, isRecorded } = plan.call
  if (stay === null) return
  const { now: at, newId } = context
  const { id: legId } = leg
  noteDialled(plan, leg, news, context)
  plan.supersede("dial_leg", legId)
  plan.record({ kind: "leg_answered", at, legId })
  plan.record({ kind: "customer_joined", at, stayId: stay.id })
  const recordingId = isRecorded ? newId() : null
  plan.record({ kind: "talk_started", at, stayId: stay.id, recordingId })
  if (recordingId) beginRecording(plan, recordingId, context)
  for (const { id, role } of present(plan.call))
    if (role === "agent") plan.work.push({ step: "answer_memo", legId: id, at })
  checkTalking(plan, legId)
  endWithCustomer(plan)
}

/** The provider does not make the leg. */
export function decideDialFailed(call: Call, legId: string, reason: Unreached, context: Context): Decision {
  const leg = legOf(call, legId)
  if (!leg || leg.state === "ended") return nothing(call)
  const plan = new Plan(call)
  endDial(plan, reason, context)
  return plan.decision()
}

/** Who dialled gives up, connected or not yet. */
export function decideDialGivenUp(call: Call, legId: string, context: Context): Decision {
  const leg = legOf(call, legId)
  const isOwn = leg !== undefined && leg.memberId !== null && leg.memberId === context.actorMemberId
  return isOwn ? decideDialFailed(call, legId, "agent_gave_up", context) : nothing(call)
}

/** The softphone has not come, or a telephone has rung for longer than it may. */
export function decideDialOverdue(call: Call, legId: string | null, context: Context): Decision {
  const leg = legId === null ? undefined : legOf(call, legId)
  if (call.phase !== "dialling" || !leg || leg.state === "live") return nothing(call)
  return decideDialFailed(call, leg.id, leg.role === "customer" ? "no_answer" : "failed", context)
}

/** Ends a call nobody came to talk in: no leg stays, and the memo of who dialled says why. */
export function endDial(plan: Plan, reason: Unreached, context: Context): void {
  const legs = present(plan.call)
  const { stay } = plan.call
  end(plan, reason === "agent_gave_up" ? "abandoned" : "unreached", reason, context)
  for (const leg of legs) hangUp(plan, leg)
  if (stay !== null) plan.add({ kind: "end_stay", stayId: stay.id, conferenceId: stay.conferenceId })
  for (const leg of legs) if (leg.role === "agent") afterTalk(plan, leg, context, reason)
}

function reasonOf(cause: News<"leg_ended">["cause"]): Unreached | null {
  switch (cause) {
    case "completed":
      return null
    case "declined":
      return "busy"
    case "unanswered":
      return "no_answer"
    case "failed":
    case "cancelled":
      return "unreachable"
    default:
      return cause satisfies never
  }
}
