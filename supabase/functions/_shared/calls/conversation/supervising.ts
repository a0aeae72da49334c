import type { Context } from "../context.ts"
import { type Decision, nothing, Plan } from "../decision.ts"
import type { CallEvent } from "../events.ts"
import { legOfMember, liveAgents, supervisors } from "../parties.ts"
import { type Call, isSameSupervision, type Leg, legOf, openOffer, type Supervision } from "../state.ts"
import { plus } from "../time.ts"
import { refuse } from "./requests.ts"

// A supervisor is in the conference and no party of the conversation (S6): they come while an agent of ours talks, nobody waits for
// them, and their going changes nothing for anybody.

/** The page of who wants to supervise answers by itself; later it is not going to. */
const answerSeconds = 10
/** The provider rings this much longer than it is told (twilio.md 6), and its word takes a moment. */
const graceMs = 7_000

/** Somebody wants to supervise the call, or to do so in another way. Asked twice, nothing more is done. */
export function decideSupervise(
  call: Call | null,
  event: Extract<CallEvent, { kind: "supervise_asked" }>,
  context: Context,
): Decision {
  const { supervisor, actorMemberId } = context
  if (!call || !supervisor || actorMemberId === null) return nothing(call)
  if (!supervisor.maySupervise) return refuse(call, "no_inbox_role")
  const leg = legOfMember(call, actorMemberId)
  if (supervisor.isBusy || (leg && leg.role !== "supervisor") || openOffer(call)?.memberId === actorMemberId)
    return refuse(call, "busy")
  const agents = liveAgents(call)
  const coached = agents.find(({ id }) => id === event.agentLegId) ?? agents[0]
  if (call.phase !== "talking" || !coached) return refuse(call, "not_in_call")
  const { mode } = event
  const wanted: Supervision = { mode, coachedLegId: mode === "whisper" ? coached.id : null }
  const plan = new Plan(call)
  if (leg) {
    plan.instruction = { kind: "invited", legId: leg.id }
    if (!isSameSupervision(leg.wanted ?? supervisionOf(leg), wanted)) superviseAs(plan, leg, wanted, context)
  } else begin(plan, actorMemberId, wanted, context)
  return plan.decision()
}

function begin(
  plan: Plan,
  memberId: string,
  { mode, coachedLegId }: Supervision,
  { now, newId }: Context,
): void {
  const { id: callId, contractNumber, stay } = plan.call
  if (stay === null) return
  const legId = newId()
  plan.instruction = { kind: "invited", legId }
  plan.record({
    kind: "leg_started",
    at: now,
    legId,
    role: "supervisor",
    purpose: mode,
    memberId,
    number: null,
    providerLegId: null,
    coachedLegId,
  })
  plan.add({
    kind: "create_leg",
    legId,
    callId,
    memberId,
    stayId: stay.id,
    contractNumber,
    // The conference is there, with all its settings; should it end meanwhile, nothing of what it leaves is kept.
    isRecorded: false,
    timeoutSeconds: answerSeconds,
    supervision: { mode, coachedProviderLegId: providerIdOf(plan.call, coachedLegId) },
  })
  plan.deadlines.push({ kind: "dial", subjectId: legId, dueAt: plus(now, answerSeconds * 1000 + graceMs) })
}

/** From now on a supervisor wants to be there in that way; whoever is not there yet is told so when they are. */
function superviseAs(plan: Plan, leg: Leg, wanted: Supervision, { now: at }: Context): void {
  plan.record({ kind: "supervision_asked", at, legId: leg.id, ...wanted })
  tellSupervision(plan, leg.id)
}

/** Has the provider be told how a supervisor who is there wants to be there. */
export function tellSupervision(plan: Plan, legId: string): void {
  const { stay } = plan.call
  const leg = legOf(plan.call, legId)
  if (stay === null || leg?.state !== "live" || leg.providerLegId === null || leg.wanted === null) return
  const { id: stayId, conferenceId } = stay
  const { providerLegId, wanted } = leg
  const coachedProviderLegId = providerIdOf(plan.call, wanted.coachedLegId)
  const where = { legId, providerLegId, stayId, conferenceId }
  plan.add({ kind: "supervise_leg", ...where, ...wanted, coachedProviderLegId })
}

/** Whom a supervisor whispers to has left others of ours with the customer: they whisper to who was there first of those. */
export function coachAnother(plan: Plan, leftLegId: string, context: Context): void {
  const next = liveAgents(plan.call)[0]
  if (!next) return
  for (const leg of supervisors(plan.call)) {
    const { mode, coachedLegId } = leg.wanted ?? supervisionOf(leg)
    if (coachedLegId === leftLegId) superviseAs(plan, leg, { mode, coachedLegId: next.id }, context)
  }
}

/** How a supervisor is in the call, as far as the provider has said. */
function supervisionOf({ purpose, coachedLegId }: Leg): Supervision {
  const mode = purpose === "whisper" || purpose === "barge" ? purpose : "listen"
  return { mode, coachedLegId }
}

function providerIdOf(call: Call, legId: string | null): string | null {
  return legId === null ? null : (legOf(call, legId)?.providerLegId ?? null)
}
