import "server-only"
import { endStay } from "@/lib/twilio/legs"
import type { Effect } from "@/supabase/functions/_shared/calls/effects"

/** Effects about the conference of a stay. */
export const stayEffects = {
  end_stay: async (effect: Extract<Effect, { kind: "end_stay" }>) => {
    await endStay(effect)
    return {}
  },
}
