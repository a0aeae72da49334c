import "server-only"
import type { Effect } from "@/supabase/functions/_shared/calls/effects"

/** Effects for whoever operates the product: a line in the log that can be searched for and alerted on. */
export const alarmEffects = {
  raise_alarm: async ({ alarm, detail }: Extract<Effect, { kind: "raise_alarm" }>) => {
    console.error(JSON.stringify({ level: "alarm", alarm, detail }))
    return {}
  },
}
