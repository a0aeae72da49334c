import type { PhoneModel, Stage } from "./model"

/** The phone after its call: after-call work, whose time is the database's to say and is read next. */
export function ended(phone: PhoneModel, now: number): PhoneModel {
  const { stage } = phone
  if (stage.name !== "talking" && stage.name !== "connecting") return phone
  const rest = stage.name === "connecting" ? closed(phone, stage.offer.legId) : phone
  const talkedFor = stage.name === "talking" ? now - stage.since : 0
  const facts = stage.name === "talking" ? stage.facts : stage.offer.facts
  const stageAfter = {
    name: "after_call" as const,
    callId: facts.callId,
    facts,
    talkedFor,
    endedAt: now,
    until: null,
  }
  return { ...rest, stage: stageAfter }
}

/** Own leg in that stage. */
export function legOf(stage: Extract<Stage, { name: "talking" | "connecting" }>): string {
  return stage.name === "talking" ? stage.legId : stage.offer.legId
}

/** The phone with a leg it is done with, whatever a reading of before still says of its offer. */
export function closed(phone: PhoneModel, legId: string): PhoneModel {
  const rungLeg = phone.rungLeg === legId ? null : phone.rungLeg
  if (phone.closedLegs.includes(legId)) return { ...phone, rungLeg }
  // The newest few are enough: an old offer is not read any more.
  return { ...phone, rungLeg, closedLegs: [...phone.closedLegs, legId].slice(-8) }
}
