import type { FlowInput } from "../flows/walk-types.ts"
import type { Context } from "./context.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import type { CallEvent } from "./events.ts"
import { customerLeg } from "./parties.ts"
import { decideRecordingReady } from "./recording.ts"
import { giveUpMessage, takeStep } from "./seeking.ts"
import { type Call, messageOf } from "./state.ts"
import { plus } from "./time.ts"

/** The provider tells of a message within this time after its caller has hung up; later it is taken to be there, and awaited. */
const messageNewsMs = 60_000

type Turn = Extract<CallEvent, { kind: "leg_turn" }>

/** Providers count seconds that have begun: one of them is a second at most, in which nobody has said anything. */
const leastSeconds = 2

/** What a leg says of the message when it asks again. */
export function messageInput({ recordedSeconds }: Pick<Turn, "recordedSeconds">): FlowInput {
  return { kind: (recordedSeconds ?? 0) >= leastSeconds ? "message_left" : "no_message" }
}

/**
 * The caller hangs up at the voicemail, as most do who have left a message. Whether they have, the provider says: the call waits for
 * that, and for no longer than {@link messageNewsMs}.
 */
export function decideCallerGone(call: Call, context: Context): Decision {
  const customer = customerLeg(call)
  const message = messageOf(call)
  if (!customer || !message || customer.state === "ended") return nothing(call)
  const { now } = context
  const plan = new Plan(call)
  plan.record({ kind: "leg_ended", at: now, legId: customer.id, cause: "hung_up" })
  plan.supersede("check_leg", customer.id)
  if (message.state === "expected")
    plan.deadlines.push({ kind: "message", subjectId: message.id, dueAt: plus(now, messageNewsMs) })
  else takeStep(plan, { kind: message.state === "failed" ? "no_message" : "message_left" }, context)
  return plan.decision()
}

/** The provider has the audio of a message: a second of it is none. With its caller gone the call is over. */
export function decideMessageReady(
  call: Call,
  event: Extract<CallEvent, { kind: "recording_ready" }>,
  context: Context,
): Decision {
  const isSaid = (event.seconds ?? leastSeconds) >= leastSeconds
  if (!isSaid) return decideNoMessage(call, context)
  const plan = Plan.after(call, decideRecordingReady(call, event, context))
  if (customerLeg(call)?.state !== "live") takeStep(plan, { kind: "message_left" }, context)
  return plan.decision()
}

/** There is no message. While the caller is there it is kept for when they have gone, or their leg asks: it is not told again. */
export function decideNoMessage(call: Call, context: Context): Decision {
  const plan = new Plan(call)
  const message = messageOf(call)
  if (customerLeg(call)?.state !== "live") takeStep(plan, { kind: "no_message" }, context)
  else if (message?.state === "expected") giveUpMessage(plan, message.id, context)
  return plan.decision()
}
