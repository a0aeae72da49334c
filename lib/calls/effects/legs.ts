import "server-only"
import { createLeg, endLeg, endOnExit, legExists, redirectLeg } from "@/lib/twilio/legs"
import type { Effect } from "@/supabase/functions/_shared/calls/effects"
import type { CallEvent } from "@/supabase/functions/_shared/calls/events"

type Of<Kind extends Effect["kind"]> = Extract<Effect, { kind: Kind }>

/** Effects about one leg; each resolves to what it learnt. */
export const legEffects = {
  redirect_leg: async (effect: Of<"redirect_leg">) =>
    (await redirectLeg(effect)) ? {} : { event: ended(effect) },
  create_leg: async (effect: Of<"create_leg">, mayBeDone: boolean) => {
    const providerLegId = await createLeg(effect, mayBeDone)
    const { legId } = effect
    // The decision reads the offer again and ends the leg if it was closed meanwhile (twilio.md 3).
    const event: CallEvent =
      providerLegId === null
        ? { kind: "leg_failed", legId, error: "The provider refused the leg" }
        : { kind: "leg_created", legId, providerLegId }
    return { event }
  },
  end_leg: async (effect: Of<"end_leg">) => {
    await endLeg(effect)
    return {}
  },
  end_on_exit: async (effect: Of<"end_on_exit">) => {
    await endOnExit(effect)
    return {}
  },
  check_leg: async (effect: Of<"check_leg">) => {
    if (!(await legExists(effect.providerLegId))) return { event: ended(effect) }
    return effect.everyMs === null ? {} : { againMs: effect.everyMs }
  },
}

/** The provider has no such leg any more, and says no more of it. */
function ended({ legId, providerLegId }: { legId: string; providerLegId: string }): CallEvent {
  return { kind: "leg_ended", legId, providerLegId, cause: "completed", from: null, to: null }
}
