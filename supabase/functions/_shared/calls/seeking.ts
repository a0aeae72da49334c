import { blockOf } from "../flows/exits.ts"
import { walk } from "../flows/walk.ts"
import type { FlowEnd, FlowInput, FlowStep } from "../flows/walk-types.ts"
import type { Context, Waiting } from "./context.ts"
import { forward } from "./conversation/dial-outside.ts"
import type { Plan } from "./decision.ts"
import { awaitAudio, end, endInvitations, endUnanswered } from "./ending.ts"
import type { CallReason } from "./facts.ts"
import { customerLegId, flowInstruction } from "./instructions.ts"
import { redirect } from "./legs.ts"
import { announce, rankForCall, sendToQueue } from "./offering.ts"
import { customerLeg, liveAgents } from "./parties.ts"
import { rank } from "./rank.ts"
import { beginRecording } from "./recording.ts"
import { type Call, messageOf, openOffer, type Recording } from "./state.ts"
import { plus } from "./time.ts"

// Where a waiting call goes on, in its queue or from there in its flow: each leads to the other.

/**
 * Offers a waiting call to the best agent; without one it goes on waiting, or leaves the queue when its time is up or nobody is
 * at work. A customer who is in the conference stays there for the next agent and otherwise goes back to the queue.
 */
export function seekAgent(plan: Plan, context: Context): void {
  const { call } = plan
  if (call.phase !== "queued" || call.queuedAt === null) return
  if (openOffer(call) || liveAgents(call).length > 0) return
  const { queue } = context
  if (!queue || isWaitOver(call, context)) {
    giveUp(plan, context)
    return
  }
  const { ranking, round } = rankForCall(plan, context)
  if (ranking.chosen && !context.isCrowded) announce(plan, ranking, round, queue, context)
  else if (!ranking.mayComeFree) giveUp(plan, context)
  else if (call.customerPlace === "conference" || call.customerPlace === "to_conference")
    sendToQueue(plan, context)
}

/**
 * Whether the call has waited as long as its block, or else its queue, lets it (it may have begun to wait again since a deadline was
 * set), or has been in its flow for as long as that lets it.
 */
export function isWaitOver({ phase, queuedAt, flow }: Call, context: Context): boolean {
  if (phase !== "queued" || queuedAt === null) return false
  const { queue, now } = context
  return !queue || now >= plus(queuedAt, maxWaitSeconds(flow, queue) * 1000) || isPastLimit(flow, context)
}

function isPastLimit(flow: Call["flow"], { flow: definition, now }: Context): boolean {
  if (flow === null || definition === null || flow.cursor.isOver) return false
  return now >= plus(flow.cursor.since, definition.limit.minutes * 60_000)
}

function maxWaitSeconds(flow: Call["flow"], queue: Waiting["queue"]): number {
  const own = flow?.step.kind === "queue" && flow.step.queueId === queue.id ? flow.step.maxWaitSeconds : null
  return own ?? queue.maxWaitSeconds
}

/** Nobody serves the caller in time: the call goes on where its flow says, or says for calls that are not in it any more. */
export function giveUp(plan: Plan, context: Context): void {
  const reason = plan.call.offers.length > 0 ? "nobody_answered" : "nobody_available"
  if (context.flow) {
    takeStep(plan, { kind: "not_served", reason }, context)
    return
  }
  endUnanswered(plan, reason, context)
  if (!plan.isCustomerAsking) redirect(plan, "goodbye")
}

/**
 * Something has happened to a call in its flow: it moves, and what follows is done. A customer whose leg is not asking is sent
 * where it is told what that is.
 */
export function takeStep(plan: Plan, input: FlowInput, context: Context): void {
  const { flow, now } = context
  if (!flow) return
  const { cursor, step, path } = walk(flow, plan.call.flow?.cursor ?? null, input, now)
  plan.record({ kind: "flow_moved", at: now, cursor, step, path })
  switch (step.kind) {
    case "say":
      // Nobody is told of a recording that will not be.
      if (step.say === "recording_notice" && isInVain(step.block, plan, context)) return
      speak(plan, context)
      break
    case "gather":
      speak(plan, context)
      break
    case "queue":
      enterQueue(plan, step, context)
      break
    case "dial":
      dialForCaller(plan, step, context)
      break
    case "voicemail":
      askForMessage(plan, context)
      break
    case "end":
      endFlow(plan, step.reason, input.kind !== "hung_up", context)
      break
    default:
      step satisfies never
  }
}

/** The caller hears what the flow says. Whoever is being asked is not needed any more. */
function speak(plan: Plan, context: Context): void {
  endInvitations(plan, context)
  if (plan.isCustomerAsking) plan.instruction = flowInstruction(plan.call)
  else sendToQueue(plan, context)
}

/** The caller is asked to leave a message. Before they hear of it, its audio is awaited (J3). */
function askForMessage(plan: Plan, context: Context): void {
  const { now, newId } = context
  endInvitations(plan, context)
  if (plan.call.phase !== "voicemail") {
    const recordingId = newId()
    plan.record({ kind: "voicemail_began", at: now, stayId: newId(), recordingId })
    beginRecording(plan, recordingId, context)
  }
  if (plan.isCustomerAsking) plan.instruction = flowInstruction(plan.call)
  else sendToQueue(plan, context)
}

/** A telephone is called for the caller, who hears it ring. */
function dialForCaller(plan: Plan, step: Extract<FlowStep, { kind: "dial" }>, context: Context): void {
  endInvitations(plan, context)
  if (!forward(plan, step, context)) takeStep(plan, { kind: "not_reached" }, context)
  else if (plan.isCustomerAsking) plan.instruction = flowInstruction(plan.call)
}

/** Leaves the queue of a block at once when it cannot serve the caller: before anything about it is said. */
function isInVain(blockId: string, plan: Plan, context: Context): boolean {
  const block = context.flow ? blockOf(context.flow, blockId) : undefined
  if (block?.kind !== "queue" || block.queueId === null) return false
  const reason = obstacleOf(block.queueId, block.maxLength, context)
  if (reason) takeStep(plan, { kind: "not_served", reason }, context)
  return reason !== null
}

function obstacleOf(queueId: string, maxLength: number | null, context: Context) {
  const waiting = waitingIn(queueId, context)
  if (!waiting || !rank(waiting.candidates, [], [], context.now).mayComeFree) return "nobody_available"
  return maxLength !== null && waiting.olderCalls.length >= maxLength ? "queue_full" : null
}

/** A queue with whom it may ask and who waits in it; undefined for one that is not there any more. */
function waitingIn(queueId: string, context: Context): Waiting | undefined {
  const { queue, candidates, olderCalls, flowQueues } = context
  if (queue?.id === queueId) return { queue, candidates, olderCalls }
  return flowQueues.find((one) => one.queue.id === queueId)
}

/** From now on the call waits, at most as long as the block and the queue allow; where nobody could come, it does not begin to (E3). */
function enterQueue(plan: Plan, step: Extract<FlowStep, { kind: "queue" }>, context: Context): void {
  const { now } = context
  const waiting = waitingIn(step.queueId, context)
  const reason = obstacleOf(step.queueId, step.maxLength, context)
  if (!waiting || reason) {
    takeStep(plan, { kind: "not_served", reason: reason ?? "nobody_available" }, context)
    return
  }
  // Where a telephone has rung in vain there is no music.
  const { customerPlace } = plan.call
  if (!plan.isCustomerAsking && (customerPlace === "conference" || customerPlace === "to_conference"))
    sendToQueue(plan, context)
  plan.record({ kind: "call_queued", at: now, queueId: step.queueId })
  const seconds = step.maxWaitSeconds ?? waiting.queue.maxWaitSeconds
  plan.deadlines.push({ kind: "max_wait", subjectId: null, dueAt: plus(now, seconds * 1000) })
  seekAgent(plan, { ...context, ...waiting })
  // Whom nobody could be chosen for may be somewhere else by now.
  if (!plan.isCustomerAsking || plan.call.phase !== "queued") return
  const position = step.saysPosition && !openOffer(plan.call) ? waiting.olderCalls.length + 1 : null
  const legId = customerLegId(plan.call)
  plan.instruction = { kind: "wait", legId, step: `q${plan.call.version}-1`, position }
}

const missed: Partial<Record<FlowEnd, CallReason>> = {
  out_of_hours: "out_of_hours",
  nobody_available: "nobody_available",
  nobody_answered: "nobody_answered",
  not_reached: "nobody_answered",
  queue_full: "queue_full",
  limit: "nobody_answered",
  left_queue: "caller_gave_up",
  caller_gave_up: "caller_gave_up",
  no_choice: "no_choice",
  callback_asked: "callback_asked",
  failed: "failed",
}

/** The flow is over, and with it the call; `isThere`: the caller is, to be told so. */
function endFlow(plan: Plan, reason: FlowEnd, isThere: boolean, context: Context): void {
  endInvitations(plan, context)
  const message = messageOf(plan.call)
  const isHere = isThere && customerLeg(plan.call)?.state === "live"
  // No audio is awaited of a message that there is none of.
  if (message?.state === "expected" && reason !== "message_left") giveUpMessage(plan, message.id, context)
  if (reason === "message_left") endWithMessage(plan, message, context)
  else if (reason === "blocked") end(plan, "refused", "blocked", context)
  else if (reason === "served") end(plan, "served", "served", context)
  else endUnanswered(plan, missed[reason] ?? "failed", context)
  if (plan.isCustomerAsking) plan.instruction = flowInstruction(plan.call)
  else if (isHere) redirect(plan, "goodbye")
}

function endWithMessage(plan: Plan, message: Recording | undefined, context: Context): void {
  end(plan, "voicemail", null, context)
  if (message) plan.work.push({ step: "record_voicemail", recordingId: message.id })
  awaitAudio(plan, context)
}

/** There is no message, as the caller or the provider says: its audio is not awaited any more, and nobody is alarmed. */
export function giveUpMessage(plan: Plan, recordingId: string, { now }: Context): void {
  const nothingSaid = "Nothing was said"
  plan.record({ kind: "recording_failed", at: now, recordingId, error: nothingSaid })
  plan.work.push({ step: "fail_recording", recordingId, error: nothingSaid })
}
