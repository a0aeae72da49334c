import type { FlowStep } from "../../flows/walk-types.ts"
import type { Context } from "../context.ts"
import type { Plan } from "../decision.ts"
import { dialable } from "../dialable.ts"
import { ringGraceMs, ringSeconds } from "../dialling.ts"
import { redirect } from "../legs.ts"
import { isForwarding, isRecordedAlone } from "../state.ts"
import { plus } from "../time.ts"

/** Dials a number, already known to be one that may be dialled, as the call's contract number (G2), for so many seconds. */
export function dialOutside(
  plan: Plan,
  legId: string,
  typed: string,
  context: Context,
  { purpose, seconds }: { purpose: "consult" | "transfer"; seconds: number } = {
    purpose: "consult",
    seconds: ringSeconds,
  },
): void {
  const { id: callId, stay, contractNumber } = plan.call
  const isRecorded = isForwarding(plan.call) ? isRecordedAlone(plan.call) : plan.call.isRecorded
  const number = numberOf(typed, context)
  if (number === null || stay === null) return
  const { now: at } = context
  plan.record({
    kind: "leg_started",
    at,
    legId,
    role: "outside",
    purpose,
    memberId: null,
    number,
    providerLegId: null,
  })
  const where = { callId, stayId: stay.id, number, contractNumber, isRecorded }
  plan.add({ kind: "dial_leg", legId, ...where, timeoutSeconds: seconds })
  plan.deadlines.push({ kind: "dial", subjectId: legId, dueAt: plus(at, seconds * 1000 + ringGraceMs) })
}

/**
 * The flow leads the caller to a telephone: both are sent into the conference of one stay, where music plays until it can be heard to
 * ring. False when it cannot be dialled from the number that was called (A5, A7, A14), whatever it was when the flow was published.
 */
export function forward(plan: Plan, step: Extract<FlowStep, { kind: "dial" }>, context: Context): boolean {
  if (numberOf(step.number, context) === null) return false
  const { now, newId } = context
  const { customerPlace, stay } = plan.call
  if (stay === null || customerPlace === "queue" || customerPlace === "to_queue") {
    const stayId = newId()
    plan.record({ kind: "customer_sent", at: now, stayId })
    // Whose leg asks goes there with the answer.
    if (plan.isCustomerAsking) plan.record({ kind: "customer_joined", at: now, stayId })
    else redirect(plan, "join")
  }
  const ring = { purpose: "transfer", seconds: step.ringSeconds } as const
  dialOutside(plan, newId(), step.number, context, ring)
  return true
}

function numberOf(typed: string, { outside }: Context): string | null {
  if (!outside || outside.isCalleeBlocked) return null
  const target = dialable(typed, outside.shown, outside.ownNumbers)
  return target.kind === "number" ? target.number : null
}
