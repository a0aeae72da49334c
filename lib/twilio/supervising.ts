import "server-only"
import { provider } from "@/lib/twilio/client"
import { conferenceOf, refusalOf } from "@/lib/twilio/holding"
import { mannerOf } from "@/lib/twilio/legs"
import type { Effect } from "@/supabase/functions/_shared/calls/effects"

/**
 * Has a supervisor who is in a conference be heard by nobody, by whom they coach, or by all, in one request
 * (twilio.com/docs/voice/api/conference-participant-resource#update-a-participant-resource). Null when done, else why the
 * provider refuses.
 */
export async function superviseLeg(
  effect: Extract<Effect, { kind: "supervise_leg" }>,
): Promise<string | null> {
  const { providerLegId, mode, coachedProviderLegId } = effect
  const conferenceId = await conferenceOf(effect)
  if (conferenceId === null) return "The conference has ended"
  const participant = provider().conferences(conferenceId).participants(providerLegId)
  return await refusalOf(participant.update(mannerOf(mode, coachedProviderLegId)))
}
