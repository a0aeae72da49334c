import "server-only"
import { createLeg, dialLeg, endLeg, endOnExit, legStanding, redirectLeg } from "@/lib/twilio/legs"
import type { Effect } from "@/supabase/functions/_shared/calls/effects"
import type { CallEvent, LegEndCause } from "@/supabase/functions/_shared/calls/events"

type Of<Kind extends Effect["kind"]> = Extract<Effect, { kind: Kind }>

/** Effects about one leg; each resolves to what it learnt. */
export const legEffects = {
  redirect_leg: async (effect: Of<"redirect_leg">) =>
    (await redirectLeg(effect)) ? {} : { event: ended(effect) },
  // The decision reads the offer again and ends the leg if it was closed meanwhile (twilio.md 3).
  create_leg: async (effect: Of<"create_leg">, mayBeDone: boolean) => ({
    event: created(effect, await createLeg(effect, mayBeDone)),
  }),
  dial_leg: async (effect: Of<"dial_leg">, mayBeDone: boolean) => ({
    event: created(effect, await dialLeg(effect, mayBeDone)),
  }),
  end_leg: async (effect: Of<"end_leg">) => {
    await endLeg(effect)
    return {}
  },
  end_on_exit: async (effect: Of<"end_on_exit">) => {
    await endOnExit(effect)
    return {}
  },
  check_leg: async (effect: Of<"check_leg">) => {
    const { legId, providerLegId, everyMs, awaitsAnswer } = effect
    const standing = await legStanding(providerLegId)
    if (standing.is === "gone") return { event: ended(effect, standing.cause) }
    const again = everyMs === null ? {} : { againMs: everyMs }
    if (!awaitsAnswer || standing.is !== "answered") return again
    return { ...again, event: { kind: "leg_answered", legId, providerLegId } satisfies CallEvent }
  },
}

/** What the provider made of a request for a leg: its name there, or null. */
function created({ legId }: { legId: string }, providerLegId: string | null): CallEvent {
  return providerLegId === null
    ? { kind: "leg_failed", legId, error: "The provider refused the leg" }
    : { kind: "leg_created", legId, providerLegId }
}

/** The provider has no such leg any more. */
export function ended(
  { legId, providerLegId }: { legId: string; providerLegId: string },
  cause: LegEndCause = "completed",
): CallEvent {
  return { kind: "leg_ended", legId, providerLegId, cause, from: null, to: null }
}
