import type { FlowStep } from "../flows/walk-types.ts"
import type { Instruction, Spoken } from "./decision.ts"
import { customerLeg } from "./parties.ts"
import { type Call, isForwarding, isRecordedAlone, messageOf } from "./state.ts"

/** What the customer's leg does while the call is in its flow: once that is done it asks with the step that the flow awaits. */
export function flowInstruction(call: Call): Instruction {
  const { flow } = call
  if (call.phase === "ended" || flow === null) return farewell(call)
  const legId = customerLegId(call)
  const { awaits, step } = flow
  switch (step.kind) {
    case "say":
      return { kind: "say", legId, say: [spoken(step.say)], step: awaits }
    case "gather":
      return { kind: "gather", legId, say: step.say.map(spoken), waitSeconds: step.waitSeconds, step: awaits }
    case "dial":
      return joinInstruction(call)
    case "voicemail":
      return recordInstruction(call, step, awaits)
    case "queue":
      return { kind: "wait", legId, step: awaits, position: null }
    case "end":
      return farewell(call)
    default:
      return step satisfies never
  }
}

function recordInstruction(
  call: Call,
  { greeting, maxSeconds }: Extract<FlowStep, { kind: "voicemail" }>,
  step: string,
): Instruction {
  const message = messageOf(call)
  if (!message) return { kind: "hang_up" }
  const { id: callId } = call
  const legId = customerLegId(call)
  return {
    kind: "record",
    callId,
    legId,
    stayId: message.stayId,
    greeting: spoken(greeting),
    maxSeconds,
    step,
  }
}

/** What a caller whose call is over hears, should their leg still ask. */
export function farewell({ flow, outcome, reason }: Call): Instruction {
  if (outcome === "answered" || outcome === "voicemail" || reason === null || reason === "caller_gave_up")
    return { kind: "hang_up" }
  if (flow?.step.kind === "end")
    return flow.step.say === null
      ? { kind: "hang_up" }
      : { kind: "announce_and_end", reason, say: spoken(flow.step.say) }
  if (reason === "nobody_available" || reason === "nobody_answered")
    return { kind: "announce_and_end", reason, say: { phrase: "nobody_there" } }
  return { kind: "hang_up" }
}

/** The way into the conference of the present stay. */
export function joinInstruction(call: Call): Instruction {
  const { id: callId, stay } = call
  const isRecorded = isForwarding(call) ? isRecordedAlone(call) : call.isRecorded
  if (stay === null) return { kind: "hang_up" }
  return { kind: "join", callId, legId: customerLegId(call), stayId: stay.id, isRecorded }
}

/** The id of the leg that asks. */
export function customerLegId(call: Call): string {
  const leg = customerLeg(call)
  if (!leg) throw new Error(`Call ${call.id} has no customer who could ask`)
  return leg.id
}

/** Audio of an account's own cannot be played yet: the words of it are spoken. */
function spoken(say: Extract<FlowStep, { kind: "say" }>["say"]): Spoken {
  return say === "recording_notice" ? { phrase: say } : { text: say.text, voice: say.voice }
}
