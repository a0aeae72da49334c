import type { Offer } from "@/lib/phone/schema"
import type { AudioLeg, CarriedLeg, LegEvent, LegStep } from "@/lib/softphone/model"
import { nothing, off } from "./leg-ends"
import { missingLeg } from "./missing-leg"
import { answer, awaited } from "./returning"
import { superviseRing, supervisingSaid } from "./supervising"

type OwnPhoneSaid = Extract<LegEvent, { kind: "own_phone" }>

/**
 * Takes in what the database says now. It comes in the order of its versions, so what it named before and names no more is over,
 * and of what it has not named yet it proves nothing.
 */
export function ownPhoneSaid(leg: AudioLeg, said: OwnPhoneSaid): LegStep {
  const { offer } = said.calls
  switch (leg.name) {
    case "off": {
      const missing = missingLeg(leg, said)
      if (missing) return missing
      const idle: AudioLeg = { name: "off", done: leg.done }
      // Done with here: its end is on the way there.
      return offer && offer.legId !== leg.done?.legId ? takeOffer(idle, offer, said) : nothing(idle)
    }
    case "offered":
      if (offer?.legId === leg.legId) return { leg: { ...leg, offer }, effects: [] }
      return offer ? takeOffer(off(leg, said.now), offer, said) : nothing(off(leg, said.now))
    case "returning": {
      if (offer?.legId === leg.legId) return { leg: { ...leg, offer }, effects: [] }
      const gone = off(leg, said.now)
      return {
        ...(offer ? takeOffer(gone, offer, said) : nothing(gone)),
        problem: offer?.purpose === "resume" ? "return_failed" : "offer_gone",
      }
    }
    case "ringing": {
      const supervised = superviseRing(leg, said)
      if (supervised) return supervised
      if (offer?.legId === leg.legId) return ringing(leg, offer, said)
      if (!leg.offer) return nothing(leg)
      return offer ? takeOffer(off(leg, said.now), offer, said) : nothing(off(leg, said.now))
    }
    case "supervising":
      return supervisingSaid(leg, said)
    default:
      return carriedSaid(leg, said)
  }
}

function takeOffer(leg: AudioLeg, offer: Offer, { ability, now }: OwnPhoneSaid): LegStep {
  if (ability !== "able") return nothing(leg)
  if (offer.purpose === "resume") {
    // Somebody has to want it back; where that was pressed, in another tab or before a reload, this page is to answer.
    if (offer.state === "announced") return nothing(leg)
    return { leg: { name: "returning", legId: offer.legId, offer, askedAt: now }, effects: [] }
  }
  return {
    leg: { name: "offered", legId: offer.legId, offer, seenAt: now },
    effects: offer.state === "announced" ? [{ kind: "acknowledge", offerId: offer.id }] : [],
  }
}

/** The offer of what rings. One that cannot be answered here is not shown, and moves on. */
function ringing(
  leg: Extract<AudioLeg, { name: "ringing" }>,
  offer: Offer,
  { ability, now }: OwnPhoneSaid,
): LegStep {
  if (leg.offer) return { leg: { ...leg, offer }, effects: [] }
  if (ability !== "able") return nothing(leg)
  if (offer.purpose === "resume") return answer(leg.legId, offer, now)
  return {
    leg: { ...leg, offer, seenAt: now },
    effects: [{ kind: "report_ringing", offerId: offer.id }],
  }
}

function carriedSaid(leg: CarriedLeg, { calls: { offer, call }, now }: OwnPhoneSaid): LegStep {
  if (call?.legId === leg.legId) {
    const { ticketNumber } = call.facts
    const isNew = leg.isOwn && leg.facts.ticketNumber === null && ticketNumber !== null
    const opening = isNew ? [{ kind: "open_ticket" as const, number: ticketNumber }] : []
    const named = { ...leg, facts: call.facts, seen: "call" as const }
    if (named.name !== "live" && named.name !== "lost") return { leg: named, effects: opening }
    const by = offer?.purpose === "resume" ? offer.id : call.legId
    const told = awaited(named, call.isAgentLost ? by : null)
    return { leg: told.leg, effects: [...opening, ...told.effects] }
  }
  if (offer?.legId === leg.legId)
    return { leg: { ...leg, facts: offer.facts, seen: leg.seen === "call" ? "call" : "offer" }, effects: [] }
  if (leg.seen === "nothing") return nothing(leg)
  const wasAnswering = leg.name === "connecting"
  return {
    leg: off(leg, now, !wasAnswering),
    effects: [{ kind: "cut", legId: leg.legId }],
    ...(wasAnswering && { problem: "offer_gone" as const }),
  }
}
