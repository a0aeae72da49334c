import type { Offer } from "@/lib/phone/schema"
import type { AudioLeg, CarriedLeg, LegEvent, LegStep } from "@/lib/softphone/model"
import { nothing } from "./leg-ends"

// K2: who talked is waited for. A page whose audio goes on says so by itself; one without audio is asked for by a person.

type Of<Kind extends LegEvent["kind"]> = Extract<LegEvent, { kind: Kind }>
type LiveLeg = Extract<CarriedLeg, { name: "live" }>
type LostLeg = Extract<CarriedLeg, { name: "lost" }>

/** Answers what rings, or is rung for because somebody wants it back: then nobody is told of a ring that is none. */
export function answer(legId: string, offer: Offer, now: number): LegStep {
  const { facts } = offer
  return {
    leg: { name: "connecting", legId, offer, facts, since: now, isOwn: false, seen: "offer", askedAt: now },
    effects: [{ kind: "answer", legId }],
  }
}

/** A person wants their call back. The tab that has the line answers it, whichever tab they press in. */
export function returnPressed(leg: AudioLeg, { offer, ability, now }: Of<"return_pressed">): LegStep {
  if (leg.name !== "off" || ability === "unreachable") return nothing(leg)
  const effects = [{ kind: "return" as const, offerId: offer.id, legId: offer.legId }]
  if (ability === "other_tab") return { leg, effects, problem: null }
  return { leg: { name: "returning", legId: offer.legId, offer, askedAt: now }, effects, problem: null }
}

/** The app could not be asked: the invitation stands, and may be pressed again. */
export function returnFailed(leg: AudioLeg, legId: string): LegStep {
  const isOurs = leg.name === "returning" && leg.legId === legId
  return { leg: isOurs ? { name: "off", done: null } : leg, effects: [], problem: "return_failed" }
}

/** What the database says of own leg that stands: it is waited for by `by`, or not (null). It is told once an invitation. */
export function awaited<Leg extends LiveLeg | LostLeg>(
  leg: Leg,
  by: string | null,
): Pick<LegStep, "effects"> & { leg: Leg } {
  if (by === null) return { leg: { ...leg, awaited: null }, effects: [] }
  if (leg.awaited?.by === by && leg.awaited.isTold) return { leg, effects: [] }
  // Audio that is being made anew may be gone: it is told when it stands.
  const isTold = leg.name === "live"
  return {
    leg: { ...leg, awaited: { by, isTold } },
    effects: isTold ? [{ kind: "resume", legId: leg.legId }] : [],
  }
}

/** The line stands again. */
export function reconnected(leg: LostLeg): LegStep {
  return awaited({ ...leg, name: "live" }, leg.awaited?.by ?? null)
}

/** The app has not heard it. */
export function resumeFailed(leg: AudioLeg, { legId, now }: Of<"resume_failed">): LegStep {
  if ((leg.name !== "live" && leg.name !== "lost") || leg.legId !== legId || !leg.awaited) return nothing(leg)
  return { leg: { ...leg, askedAt: now, awaited: { ...leg.awaited, isTold: false } }, effects: [] }
}

/** Tells it once more. */
export function resumeAgain(leg: LiveLeg, now: number): LegStep {
  return awaited({ ...leg, askedAt: now }, leg.awaited?.by ?? null)
}
