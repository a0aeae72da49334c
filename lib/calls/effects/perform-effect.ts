import "server-only"
import { fetchRecording } from "@/lib/recordings/storing/fetch-recording"
import type { ServiceClient } from "@/lib/supabase/service"
import {
  callExists,
  createAgentLeg,
  endCall,
  endConference,
  endLeg,
  endWithCustomer,
  redirectCustomer,
} from "@/lib/twilio/legs"
import { deleteRecording } from "@/lib/twilio/recordings"
import type { Effect } from "@/supabase/functions/_shared/calls/decision"
import type { CallEvent } from "@/supabase/functions/_shared/calls/events"

/** What came of an effect: news of the call, and when to do it again. */
type Result = { event?: CallEvent; againMs?: number }

const checkCustomerMs = 60_000

/**
 * Carries out one effect. Doing one again changes nothing more; `mayBeDone` says that it may have been carried out before,
 * so that what cannot simply be repeated is looked for first. Throws when it should be tried again later.
 */
export async function performEffect(
  effect: Effect,
  mayBeDone: boolean,
  service: ServiceClient,
): Promise<Result> {
  switch (effect.kind) {
    case "redirect_customer":
      return (await redirectCustomer(effect)) ? {} : { event: customerLeft(effect.providerCallId) }
    case "create_agent_leg": {
      const providerLegId = await createAgentLeg(effect, mayBeDone)
      const { offerId } = effect
      // The decision reads the offer again and ends the leg if it was closed meanwhile (twilio.md 3).
      return providerLegId === null
        ? { event: { kind: "leg_failed", offerId, error: "The provider refused the leg" } }
        : { event: { kind: "leg_created", offerId, providerLegId } }
    }
    case "end_leg":
      await endLeg(effect)
      return {}
    case "end_with_customer":
      await endWithCustomer(effect)
      return {}
    case "end_conference":
      await endConference(effect.conferenceId)
      return {}
    case "end_call":
      await endCall(effect.providerCallId)
      return {}
    case "check_customer":
      return (await callExists(effect.providerCallId))
        ? { againMs: checkCustomerMs }
        : { event: customerLeft(effect.providerCallId) }
    case "fetch_recording": {
      const { callId, providerRecordingId, objectName } = effect
      const file = await fetchRecording(service, providerRecordingId, objectName)
      return { event: { kind: "recording_stored", callId, ...file } }
    }
    case "delete_provider_recording":
      await deleteRecording(effect.providerRecordingId)
      return {}
    case "raise_alarm":
      console.error(JSON.stringify({ level: "alarm", alarm: effect.alarm, detail: effect.detail }))
      return {}
    default:
      return effect satisfies never
  }
}

function customerLeft(providerCallId: string): CallEvent {
  return { kind: "customer_left", providerCallId, from: null, to: null }
}
