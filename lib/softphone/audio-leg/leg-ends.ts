import type { AudioLeg, CarriedLeg, LegStep } from "@/lib/softphone/model"

/** The leg where it is answered or dialled; null before and after. */
export function carried(leg: AudioLeg): CarriedLeg | null {
  return leg.name === "dialling" || leg.name === "connecting" || leg.name === "live" || leg.name === "lost"
    ? leg
    : null
}

/** No audio any more, and the leg it was of. `wasCarried`: somebody was talked to or called, so that work follows. */
export function off(leg: AudioLeg, now: number, wasCarried = carried(leg) !== null): AudioLeg {
  if (leg.name === "off") return leg
  const facts = "facts" in leg ? leg.facts : (leg.offer?.facts ?? null)
  return { name: "off", done: { legId: leg.legId, facts, wasCarried, endedAt: now } }
}

export function nothing(leg: AudioLeg): LegStep {
  return { leg, effects: [] }
}
