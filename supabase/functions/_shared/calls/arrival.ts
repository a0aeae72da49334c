import type { Context, DialledNumber } from "./context.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { end, endUnanswered } from "./ending.ts"
import type { CallEvent } from "./events.ts"
import { type Caller, classifyCaller, numberOf } from "./numbers.ts"
import { takeStep } from "./seeking.ts"
import type { Leg } from "./state.ts"
import { plus } from "./time.ts"

/** How often the provider is asked whether the customer is still there, in case its last callback was lost. */
export const checkCustomerMs = 60_000

type Refusal = "phone_off" | "withheld_number" | "overseas" | "blocked"

/** A new call: refused, or led into the flow of its number. */
export function decideArrival(
  event: Extract<CallEvent, { kind: "inbound_arrived" }>,
  context: Context,
): Decision {
  const { number, now } = context
  if (!number) return nothing(null, { kind: "refuse", reason: "unknown_number", say: null })
  const caller = classifyCaller(event.from)
  const plan = receive(event.providerLegId, caller, number, context)

  const refusal = refusalOf(caller, number)
  if (refusal) {
    end(plan, "refused", refusal, context)
    // A2: switched off still says so; otherwise the owner of the number decides whether a refusal may cost.
    const say = number.refusalAnswers || refusal === "phone_off" ? { phrase: refusal } : null
    plan.instruction = { kind: "refuse", reason: refusal, say }
    return plan.decision()
  }

  const { flow } = context
  if (!flow) {
    endUnanswered(plan, "failed", context)
    plan.instruction = { kind: "announce_and_end", reason: "failed", say: { phrase: "apology" } }
    return plan.decision()
  }
  takeStep(plan, { kind: "began", caller: numberOf(caller), isRecorded: number.isRecorded }, context)
  if (plan.call.phase === "ended") return plan.decision()
  const [{ id: legId }] = plan.call.legs as [Leg]
  const { providerLegId } = event
  plan.add({ kind: "check_leg", legId, providerLegId, everyMs: checkCustomerMs }, checkCustomerMs)
  const dueAt = plus(now, flow.limit.minutes * 60_000)
  plan.deadlines.push({ kind: "flow_limit", subjectId: null, dueAt })
  return plan.decision()
}

/**
 * A call whose end is the first we hear of it, because nothing here could answer: kept among the missed ones (K11).
 */
export function decideUnheardCall(
  event: Extract<CallEvent, { kind: "leg_ended" }>,
  context: Context,
): Decision {
  const { number } = context
  if (!number) return nothing(null)
  const caller = classifyCaller(event.from)
  const plan = receive(event.providerLegId, caller, number, context)
  const refusal = refusalOf(caller, number)
  if (refusal) end(plan, "refused", refusal, context)
  else endUnanswered(plan, "failed", context)
  return plan.decision()
}

function receive(providerLegId: string, caller: Caller, number: DialledNumber, context: Context): Plan {
  const { now: at, newId } = context
  const plan = Plan.beginning({
    kind: "call_began",
    at,
    callId: newId(),
    direction: "inbound",
    accountId: number.accountId,
    inboxId: number.inboxId,
    phoneNumberId: number.id,
    flowVersionId: number.flowVersionId,
    queueId: null,
    contactId: number.contactId,
    customerNumber: numberOf(caller),
    customerText: caller.kind === "unreadable" ? caller.text : null,
    contractNumber: number.number,
    isRecorded: number.isRecorded,
    recordsWithoutAgent: number.recordsWithoutAgent,
    recordingDays: number.recordingDays,
  })
  plan.record({
    kind: "leg_started",
    at,
    legId: newId(),
    role: "customer",
    purpose: "caller",
    memberId: null,
    number: numberOf(caller),
    providerLegId,
  })
  return plan
}

function refusalOf(caller: Caller, number: DialledNumber): Refusal | null {
  if (!number.hasCloudPhone) return "phone_off"
  if (caller.kind === "withheld") return "withheld_number"
  if (caller.kind === "overseas") return "overseas"
  return number.isCallerBlocked ? "blocked" : null
}
