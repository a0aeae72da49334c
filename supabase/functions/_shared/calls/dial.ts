import type { Context, Dialling } from "./context.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { type DialRefusal, dialable } from "./dialable.ts"
import { endDial, startLeg } from "./dialling.ts"
import type { CallEvent } from "./events.ts"
import { checkTalking } from "./legs.ts"
import { type Call, legOf } from "./state.ts"
import { plus } from "./time.ts"

// How an outbound call begins: an agent asks for it, then their softphone comes (C1 to C6).

/** The softphone of who dials is in the conference within this time. */
const connectMs = 20_000
/** More calls a minute than a person dials. */
const mostAMinute = 10

type News<Kind extends CallEvent["kind"]> = Extract<CallEvent, { kind: Kind }>

/** An agent asks for a call: refused with a reason before anything is dialled, or begun with the agent's own leg. */
export function decideDial(event: News<"dial_asked">, context: Context): Decision {
  const { dialling, actorMemberId, now, newId } = context
  if (!dialling || actorMemberId === null) return refuse("not_allowed")
  const refusal = refusalOf(dialling)
  if (refusal) return refuse(refusal)
  const { number: shown, ownNumbers, contactId } = dialling
  const target = dialable(event.typed, shown, ownNumbers)
  if (target.kind === "refused") return refuse(target.reason)
  if (dialling.isCalleeBlocked) return refuse("blocked_number")
  const [callId, legId] = [newId(), newId()]
  const { number } = target
  const plan = Plan.beginning({
    kind: "call_began",
    at: now,
    callId,
    direction: "outbound",
    accountId: shown.accountId,
    inboxId: shown.inboxId,
    phoneNumberId: shown.id,
    flowVersionId: null,
    queueId: null,
    contactId,
    customerNumber: number,
    customerText: null,
    contractNumber: shown.number,
    isRecorded: shown.isRecorded,
    recordsWithoutAgent: shown.recordsWithoutAgent,
    recordingDays: shown.recordingDays,
    ticketId: event.ticketId,
  })
  plan.record({ kind: "customer_sent", at: now, stayId: newId() })
  startLeg(plan, { id: legId, role: "agent", memberId: actorMemberId }, context)
  plan.work.push({ step: "reserve_ticket", ticketId: event.ticketId })
  plan.work.push({ step: "open_memo", legId, memberId: actorMemberId })
  plan.deadlines.push({ kind: "dial", subjectId: legId, dueAt: plus(now, connectMs) })
  plan.instruction = { kind: "dial", callId, legId, number }
  return plan.decision()
}

function refuse(reason: DialRefusal): Decision {
  return nothing(null, { kind: "refuse_dial", reason })
}

function refusalOf({ hasInboxRole, isBusy, dialledLately }: Dialling): DialRefusal | null {
  if (!hasInboxRole) return "no_inbox_role"
  if (isBusy) return "already_in_a_call"
  return dialledLately >= mostAMinute ? "too_many_calls" : null
}

/**
 * The softphone's leg has come to the provider. It names the leg it belongs to, which proves nothing: it must be its own
 * member's, and what allowed the call is asked once more (twilio.md 12).
 */
export function decideDialTurn(call: Call | null, event: News<"dial_turn">, context: Context): Decision {
  const leg = call ? legOf(call, event.legId) : undefined
  const isOwn = leg?.memberId === event.memberId && leg.role === "agent" && leg.purpose === "dial"
  if (call?.phase !== "dialling" || call.stay === null || !leg || !isOwn)
    return nothing(call, { kind: "hang_up" })
  const { id: legId } = leg
  const { id: callId, isRecorded, stay } = call
  const join = { kind: "join_to_dial", callId, legId, stayId: stay.id, isRecorded } as const
  const { providerLegId } = event
  if (leg.providerLegId !== null)
    return nothing(call, leg.providerLegId === providerLegId ? join : { kind: "hang_up" })
  const plan = new Plan(call)
  if (!context.mayDial) {
    endDial(plan, "not_allowed", context)
    plan.instruction = { kind: "hang_up" }
    return plan.decision()
  }
  plan.record({ kind: "leg_created", at: context.now, legId, providerLegId })
  checkTalking(plan, legId)
  plan.instruction = join
  return plan.decision()
}
