import "server-only"
import type { Result } from "@/lib/calls/effects/run-effects"
import { holdLeg, pauseRecording } from "@/lib/twilio/holding"
import type { Effect } from "@/supabase/functions/_shared/calls/effects"

type Of<Kind extends Effect["kind"]> = Extract<Effect, { kind: Kind }>

/** Effects that let somebody wait, and what is kept of it; each tells whether the provider did it. */
export const holdingEffects = {
  hold_leg: async (effect: Of<"hold_leg">): Promise<Result> => {
    const { legId, stayId, isHeld } = effect
    const error = await holdLeg(effect)
    const set = { legId, stayId, isHeld }
    return { event: error === null ? { kind: "hold_set", ...set } : { kind: "hold_refused", ...set, error } }
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
