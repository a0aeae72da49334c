import type { Context } from "./context.ts"
import { type Decision, type Instruction, nothing, Plan, type Spoken } from "./decision.ts"
import type { CallEvent } from "./events.ts"
import { isRedirectLost, seekAgent } from "./offering.ts"
import { customerLeg, liveAgents } from "./parties.ts"
import { type Call, isConversation, openOffer } from "./state.ts"
import { enter } from "./talking.ts"
import { plus } from "./time.ts"

type Turn = Extract<CallEvent, { kind: "leg_turn" }>

/** The customer's leg asks what to do now. Whatever it asks at, the answer follows from the call's state. */
export function decideTurn(call: Call | null, turn: Turn, context: Context): Decision {
  if (!call) return nothing(null, { kind: "announce_and_end", reason: "failed", say: { phrase: "apology" } })
  // A leg that we have dialled asks for nothing.
  if (call.phase === "dialling") return nothing(call, { kind: "hang_up" })
  if (call.phase === "ended") return nothing(call, farewell(call, context))
  if (isConversation(call)) return nothing(call, joinInstruction(call))
  const plan = new Plan(call, true)
  if (call.phase === "in_flow") {
    enterQueue(plan, turn.step, context)
    return plan.decision()
  }
  if (belongsIntoConference(call, turn, context)) {
    enter(plan, context)
    plan.instruction = joinInstruction(plan.call)
    return plan.decision()
  }
  const isOnItsWay = call.customerPlace === "to_conference" && isAwaited(call)
  if (call.customerPlace !== "queue" && !isOnItsWay)
    plan.record({ kind: "customer_returned", at: context.now })
  seekAgent(plan, context)
  plan.instruction = turnInstruction(plan.call, turn.step, context)
  return plan.decision()
}

/** The greeting is over: from now on the call waits, at most as long as its queue allows. `step` was the last one. */
export function enterQueue(plan: Plan, step: string, context: Context): void {
  const { now, queue } = context
  plan.record({ kind: "call_queued", at: now })
  if (queue) {
    const dueAt = plus(now, queue.maxWaitSeconds * 1000)
    plan.deadlines.push({ kind: "max_wait", subjectId: null, dueAt })
  }
  seekAgent(plan, context)
  plan.instruction = turnInstruction(plan.call, step, context)
}

/** Whether an agent is being asked, or has answered and waits for the customer. */
function isAwaited(call: Call): boolean {
  return openOffer(call) !== undefined || liveAgents(call).length > 0
}

function belongsIntoConference(call: Call, turn: Turn, { now }: Context): boolean {
  if (!isAwaited(call)) return false
  if (call.customerPlace === "conference") return true
  if (call.customerPlace !== "to_conference") return false
  return turn.asks === "join" || isRedirectLost(call, now)
}

function turnInstruction(call: Call, step: string, context: Context): Instruction {
  if (call.phase === "ended") return farewell(call, context)
  const next = nextStep(step)
  const position = next.endsWith("-1") && !isAwaited(call) ? context.olderCalls.length + 1 : null
  return { kind: "wait", legId: customerLegId(call), step: next, position }
}

/** What a caller whose call is over hears, should their leg still ask. */
function farewell(call: Call, { flow }: Context): Instruction {
  const { reason } = call
  if (reason !== "nobody_available" && reason !== "nobody_answered") return { kind: "hang_up" }
  const say: Spoken = flow ? { text: flow.no_answer_message } : { phrase: "nobody_there" }
  return { kind: "announce_and_end", reason, say }
}

function joinInstruction(call: Call): Instruction {
  const { id: callId, stay, isRecorded } = call
  if (stay === null) return { kind: "hang_up" }
  return { kind: "join", callId, legId: customerLegId(call), stayId: stay.id, isRecorded }
}

function customerLegId(call: Call): string {
  const leg = customerLeg(call)
  if (!leg) throw new Error(`Call ${call.id} has no customer who could ask`)
  return leg.id
}

/** Steps read `<series>-<turn>`; no two turns of a call share one, so that a repetition is known by it (K4). */
function nextStep(step: string): string {
  const cut = step.lastIndexOf("-")
  const turn = Number(step.slice(cut + 1))
  return cut > 0 && Number.isSafeInteger(turn) ? `${step.slice(0, cut)}-${turn + 1}` : "x-1"
}
