import "server-only"
import { ended } from "@/lib/calls/effects/legs"
import type { Result } from "@/lib/calls/effects/run-effects"
import { holdLeg, pauseRecording } from "@/lib/twilio/holding"
import { legStanding } from "@/lib/twilio/legs"
import type { Effect } from "@/supabase/functions/_shared/calls/effects"

type Of<Kind extends Effect["kind"]> = Extract<Effect, { kind: Kind }>

/** Effects that let somebody wait, and what is kept of it; each tells whether the provider did it. */
export const holdingEffects = {
  hold_leg: async (effect: Of<"hold_leg">): Promise<Result> => {
    const { legId, stayId, isHeld } = effect
    const error = await holdLeg(effect)
    const set = { legId, stayId, isHeld }
    if (error === null) return { event: { kind: "hold_set", ...set } }
    // Whoever has hung up meanwhile is no refusal; the report of it may come later, or never.
    const standing = await legStanding(effect.providerLegId)
    if (standing.is === "gone") return { event: ended(effect, standing.cause) }
    return { event: { kind: "hold_refused", ...set, error } }
  },
  pause_recording: async (effect: Of<"pause_recording">): Promise<Result> => {
    const { callId, stayId, isPaused } = effect
    const error = await pauseRecording(effect)
    const set = { callId, stayId, isPaused }
    return {
      event: error === null ? { kind: "pause_set", ...set } : { kind: "pause_refused", ...set, error },
    }
  },
}
