import type { Context } from "../context.ts"
import { type Decision, nothing, Plan } from "../decision.ts"
import { checkRingingMs } from "../dialling.ts"
import { endInvited } from "../ending.ts"
import type { LegEndCause } from "../events.ts"
import { checkTalking, hangUp } from "../legs.ts"
import { type Call, isForwarding, type Leg, legOf } from "../state.ts"
import { arrive } from "./alone.ts"
import { meetOutside } from "./forwarded.ts"
import { leave } from "./leaving.ts"
import { opened } from "./opening.ts"
import { afterInvitation } from "./passing-on.ts"
import type { AgentNews } from "./reports.ts"

// A telephone that is brought into a call (G1): it is dialled into the conference of the stay, and is there once it has answered.

/** News of an outside leg, in whatever order. */
export function decideOutsideNews(call: Call, leg: Leg, event: AgentNews, context: Context): Decision {
  const plan = new Plan(call)
  const { id: legId } = leg
  const { providerLegId } = event
  if (leg.state === "ended") return endLate(plan, leg, event, context)
  if (leg.providerLegId === null) plan.record({ kind: "leg_created", at: context.now, legId, providerLegId })
  switch (event.kind) {
    case "leg_created":
      plan.add(
        { kind: "check_leg", legId, providerLegId, everyMs: checkRingingMs, awaitsAnswer: true },
        checkRingingMs,
      )
      break
    case "leg_answered":
      answered(plan, legId, context)
      break
    case "leg_joined":
      // Its ringing can be heard there already: that is no answer (twilio.md 8).
      if (call.stay?.id === event.stayId && call.stay.conferenceId === null)
        opened(plan, event.conferenceId, context)
      break
    case "leg_left":
      if (leg.state === "live") leave(plan, legId, "left", context)
      break
    case "leg_ended":
      ended(plan, legId, event.cause, context)
      break
    default:
      event satisfies never
  }
  return plan.decision()
}

function answered(plan: Plan, legId: string, context: Context): void {
  const leg = legOf(plan.call, legId)
  if (!leg || leg.state === "live" || leg.providerLegId === null) return
  plan.supersede("dial_leg", legId)
  plan.record({ kind: "leg_answered", at: context.now, legId })
  if (isForwarding(plan.call)) meetOutside(plan, context)
  else plan.work.push({ step: "open_memo", legId, memberId: null })
  checkTalking(plan, legId)
  arrive(plan, context)
}

function ended(plan: Plan, legId: string, cause: LegEndCause, context: Context): void {
  // Only who was connected can have completed: the news of the answer is late or lost.
  if (cause === "completed") answered(plan, legId, context)
  if (legOf(plan.call, legId)?.state === "live") {
    leave(plan, legId, "hung_up", context)
    return
  }
  plan.supersede("dial_leg", legId)
  plan.record({ kind: "leg_ended", at: context.now, legId, cause })
  afterInvitation(plan, context)
}

/** It was given up before it existed for us: it is ended as soon as its name is known. */
function endLate(plan: Plan, leg: Leg, event: AgentNews, { now: at }: Context): Decision {
  const { providerLegId } = event
  const isOver = event.kind === "leg_ended" || event.kind === "leg_left" || leg.joinedAt !== null
  if (isOver || (leg.providerLegId !== null && event.kind === "leg_created")) return nothing(plan.call)
  if (leg.providerLegId === null) plan.record({ kind: "leg_created", at, legId: leg.id, providerLegId })
  hangUp(plan, { ...leg, providerLegId })
  return plan.decision()
}

/** The provider does not make the leg, or it has rung for longer than it may. */
export function outsideFails(plan: Plan, legId: string, cause: LegEndCause, context: Context): void {
  const leg = legOf(plan.call, legId)
  if (leg?.role !== "outside" || leg.state === "ended" || leg.state === "live") return
  endInvited(plan, leg, cause, context)
  afterInvitation(plan, context)
}
