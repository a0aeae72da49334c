import type { Context } from "../context.ts"
import { type Decision, nothing, Plan } from "../decision.ts"
import { endSupervision } from "../ending.ts"
import type { CallEvent } from "../events.ts"
import { hangUp } from "../legs.ts"
import { type Call, isSameSupervision, type Leg, legOf } from "../state.ts"
import type { AgentNews } from "./reports.ts"
import { tellSupervision } from "./supervising.ts"

type News<Kind extends CallEvent["kind"]> = Extract<CallEvent, { kind: Kind }>

/** News of a supervisor's leg that has not ended, in whatever order. */
export function decideSupervisorNews(call: Call, leg: Leg, event: AgentNews, context: Context): Decision {
  const plan = new Plan(call)
  const { id: legId } = leg
  const { now: at } = context
  const { providerLegId } = event
  if (leg.providerLegId === null) plan.record({ kind: "leg_created", at, legId, providerLegId })
  switch (event.kind) {
    case "leg_created":
      break
    case "leg_answered":
    case "leg_joined":
      if (leg.state === "live") break
      plan.supersede("create_leg", legId)
      plan.record({ kind: "leg_answered", at, legId })
      tellSupervision(plan, legId)
      break
    case "leg_left":
      // Who never got in leaves, too; the leg's own end tells.
      if (leg.state === "live") endSupervision(plan, leg, "left", context)
      break
    case "leg_ended":
      endSupervision(plan, leg, event.cause, context)
      break
    default:
      event satisfies never
  }
  return plan.decision()
}

/** The provider does not make the leg of who wants to supervise, or it rings for longer than it may. */
export function supervisorFails(plan: Plan, legId: string, cause: string, context: Context): void {
  const leg = legOf(plan.call, legId)
  if (leg?.role !== "supervisor" || leg.state === "ended" || leg.state === "live") return
  endSupervision(plan, leg, cause, context)
  hangUp(plan, leg)
}

/** The provider has a supervisor be there in another way. */
export function decideSupervisionSet(
  call: Call,
  { legId, mode, coachedLegId }: News<"supervision_set">,
  { now: at }: Context,
): Decision {
  const leg = legOf(call, legId)
  if (leg?.role !== "supervisor" || leg.state !== "live") return nothing(call)
  const plan = new Plan(call)
  plan.record({ kind: "supervision_set", at, legId, mode, coachedLegId })
  return plan.decision()
}

/** The provider would not. */
export function decideSupervisionRefused(
  call: Call,
  event: News<"supervision_refused">,
  context: Context,
): Decision {
  const plan = new Plan(call)
  supervisionRefused(plan, event, context)
  return plan.decision()
}

/**
 * What the provider refused and nobody has changed meanwhile is not wanted any more: the screen says what is true. Who whispers to
 * somebody who is gone has nobody to whisper to, and whoever heard them then would be chance: they leave.
 */
export function supervisionRefused(
  plan: Plan,
  { legId, error, ...asked }: Omit<News<"supervision_refused">, "kind">,
  context: Context,
): void {
  const leg = legOf(plan.call, legId)
  if (leg?.state !== "live" || !isSameSupervision(leg.wanted, asked)) return
  plan.record({ kind: "supervision_refused", at: context.now, legId, error })
  if (leg.coachedLegId === null || legOf(plan.call, leg.coachedLegId)?.state === "live") return
  endSupervision(plan, leg, "failed", context)
  hangUp(plan, leg)
}
