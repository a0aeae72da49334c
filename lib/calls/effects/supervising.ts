import "server-only"
import type { Result } from "@/lib/calls/effects/run-effects"
import { superviseLeg } from "@/lib/twilio/supervising"
import type { Effect } from "@/supabase/functions/_shared/calls/effects"

/** Effects about who supervises; each tells whether the provider did it. */
export const supervisingEffects = {
  supervise_leg: async (effect: Extract<Effect, { kind: "supervise_leg" }>): Promise<Result> => {
    const { legId, mode, coachedLegId } = effect
    const error = await superviseLeg(effect)
    const set = { legId, mode, coachedLegId }
    return {
      event:
        error === null ? { kind: "supervision_set", ...set } : { kind: "supervision_refused", ...set, error },
    }
  },
}
