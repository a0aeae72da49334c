import type { PhoneModel, Stage } from "./model"

/** The phone after its call: after-call work, whose time is the database's to say and is read next. */
export function ended(phone: PhoneModel, now: number): PhoneModel {
  const { stage } = phone
  if (stage.name !== "talking" && stage.name !== "connecting") return phone
  const rest = stage.name === "connecting" ? closed(phone, stage.offer.id) : phone
  const talkedFor = stage.name === "talking" ? now - stage.since : 0
  const facts = factsOf(stage)
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

/** Whose call the stage is. */
export function factsOf(stage: Extract<Stage, { name: "talking" | "connecting" }>) {
  return stage.name === "talking" ? stage.facts : stage.offer.facts
}

/** The phone with an offer it is done with, whatever a reading of before still says. */
export function closed(phone: PhoneModel, offerId: string): PhoneModel {
  const rungOffer = phone.rungOffer === offerId ? null : phone.rungOffer
  if (phone.closedOffers.includes(offerId)) return { ...phone, rungOffer }
  // The newest few are enough: an old offer is not read any more.
  return { ...phone, rungOffer, closedOffers: [...phone.closedOffers, offerId].slice(-8) }
}
