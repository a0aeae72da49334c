import type { PhoneEvent, PhoneModel, Stage } from "./model"

/** The phone after its call: after-call work, whose time is the database's to say and is read next. */
export function ended(phone: PhoneModel, now: number): PhoneModel {
  const { stage } = phone
  if (stage.name !== "talking" && stage.name !== "connecting" && stage.name !== "dialling") return phone
  const rest = stage.name === "connecting" ? closed(phone, stage.offer.legId) : phone
  const talkedFor = stage.name === "talking" ? now - stage.since : 0
  const facts = stage.name === "connecting" ? stage.offer.facts : stage.facts
  const stageAfter = {
    name: "after_call" as const,
    callId: facts.callId,
    facts,
    talkedFor,
    endedAt: now,
    until: null,
    reason: null,
  }
  return { ...rest, stage: stageAfter }
}

/** Own leg in that stage. */
export function legOf(stage: Extract<Stage, { name: "talking" | "connecting" | "dialling" }>): string {
  return stage.name === "connecting" ? stage.offer.legId : stage.legId
}

/** Whether a reading asked for after `since` knows the leg neither as offered nor as own: it is over, whatever the line says. */
export function isOver(
  read: Extract<PhoneEvent, { kind: "calls_read" }>,
  legId: string,
  since: number,
): boolean {
  const { offer, call } = read.calls
  return read.startedAt > since && offer?.legId !== legId && call?.legId !== legId
}

/** The phone with a leg it is done with, whatever a reading of before still says of its offer. */
export function closed(phone: PhoneModel, legId: string): PhoneModel {
  const rungLeg = phone.rungLeg === legId ? null : phone.rungLeg
  if (phone.closedLegs.includes(legId)) return { ...phone, rungLeg }
  // The newest few are enough: an old offer is not read any more.
  return { ...phone, rungLeg, closedLegs: [...phone.closedLegs, legId].slice(-8) }
}
