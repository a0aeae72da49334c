import type { FlowInput } from "../flows/walk-types.ts"
import type { Context } from "./context.ts"
import { type Decision, type Instruction, nothing, Plan } from "./decision.ts"
import type { CallEvent } from "./events.ts"
import { customerLegId, farewell, flowInstruction, joinInstruction } from "./instructions.ts"
import { isRedirectLost } from "./offering.ts"
import { liveAgents } from "./parties.ts"
import { seekAgent, takeStep } from "./seeking.ts"
import { type Call, isConversation, isForwarding, openOffer } from "./state.ts"
import { enter } from "./talking.ts"
import { messageInput } from "./voicemail.ts"

type Turn = Extract<CallEvent, { kind: "leg_turn" }>

/** The customer's leg asks what to do now. Whatever it asks at, the answer follows from the call's state. */
export function decideTurn(call: Call | null, turn: Turn, context: Context): Decision {
  if (!call) return nothing(null, { kind: "announce_and_end", reason: "failed", say: { phrase: "apology" } })
  // A leg that we have dialled asks for nothing.
  if (call.phase === "dialling") return nothing(call, { kind: "hang_up" })
  if (call.phase === "ended") return nothing(call, farewell(call))
  if (isConversation(call)) return nothing(call, joinInstruction(call))
  const plan = new Plan(call, true)
  if (call.phase === "in_flow" || call.phase === "voicemail") {
    takeFlowTurn(plan, turn, context)
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
  const key = keyFor(call, turn)
  if (key !== null) takeStep(plan, { kind: "key_pressed", key }, context)
  else seekAgent(plan, context)
  // Whoever leaves the queue is told where they are by their flow.
  if (plan.call.phase === "ended") plan.instruction = farewell(plan.call)
  else if (plan.instruction.kind === "none") plan.instruction = waitInstruction(plan.call, turn.step)
  return plan.decision()
}

/** What the flow said is done when the leg asks with the step it awaits; any other has not heard it yet. */
function takeFlowTurn(plan: Plan, turn: Turn, context: Context): void {
  const { flow, customerPlace } = plan.call
  if (isForwarding(plan.call)) {
    // On the way into the conference, where their own question counts.
    enter(plan, context)
    plan.instruction = joinInstruction(plan.call)
    return
  }
  if (customerPlace !== "queue") plan.record({ kind: "customer_returned", at: context.now })
  if (flow?.awaits === turn.step) takeStep(plan, inputOf(flow.step.kind, turn), context)
  else plan.instruction = flowInstruction(plan.call)
  if (plan.instruction.kind === "none") plan.instruction = flowInstruction(plan.call)
}

function inputOf(step: string, turn: Turn): FlowInput {
  const { key } = turn
  if (step === "voicemail") return messageInput(turn)
  if (step !== "gather") return { kind: "asked" }
  return key ? { kind: "key_pressed", key } : { kind: "nothing_pressed" }
}

/** The key that was pressed while waiting, where it leads somewhere. */
function keyFor({ flow }: Call, { key }: Turn): string | null {
  if (!key || flow?.step.kind !== "queue") return null
  return flow.step.keys.some((one) => one === key) ? key : null
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

function waitInstruction(call: Call, step: string): Instruction {
  return { kind: "wait", legId: customerLegId(call), step: nextStep(step), position: null }
}

/** Steps read `<series>-<turn>`; no two turns of a call share one, so that a repetition is known by it (K4). */
function nextStep(step: string): string {
  const cut = step.lastIndexOf("-")
  const turn = Number(step.slice(cut + 1))
  return cut > 0 && Number.isSafeInteger(turn) ? `${step.slice(0, cut)}-${turn + 1}` : "x-1"
}
