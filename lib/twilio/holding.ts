import "server-only"
import { musicAddress } from "@/lib/twilio/addresses"
import { isRefused, provider, providerErrorCode, providerErrors } from "@/lib/twilio/client"
import { openConferences } from "@/lib/twilio/legs"
import type { Effect } from "@/supabase/functions/_shared/calls/effects"

type Of<Kind extends Effect["kind"]> = Extract<Effect, { kind: Kind }>

/** The recording that runs now, whatever its id is (twilio.com/docs/voice/api/recording#update-a-recording-resource). */
const runningRecording = "Twilio.CURRENT"

/** Has a leg hear hold music, or its conference again. Null when done, else why the provider refuses. */
export async function holdLeg(effect: Of<"hold_leg">): Promise<string | null> {
  const { providerLegId, isHeld } = effect
  const conferenceId = await conferenceOf(effect)
  if (conferenceId === null) return "The conference has ended"
  return await refusalOf(
    provider()
      .conferences(conferenceId)
      .participants(providerLegId)
      .update({ hold: isHeld, ...(isHeld ? { holdUrl: musicAddress(), holdMethod: "POST" } : {}) }),
  )
}

/**
 * Has the recording of a stay hear silence, so that its time goes on, or the conference again. Null when done, also when there is
 * no recording (any more), else why the provider refuses.
 */
export async function pauseRecording(effect: Of<"pause_recording">): Promise<string | null> {
  const conferenceId = await conferenceOf(effect)
  if (conferenceId === null) return null
  const recording = provider().conferences(conferenceId).recordings(runningRecording)
  const change = effect.isPaused
    ? { status: "paused" as const, pauseBehavior: "silence" }
    : { status: "in-progress" as const }
  try {
    return await refusalOf(recording.update(change), providerErrors.notFound)
  } catch (error) {
    if (providerErrorCode(error) === providerErrors.notFound) return null
    throw error
  }
}

/** The provider's id of the conference of a stay, looked for by its name where it is not known; null when there is none (any more). */
export async function conferenceOf({
  stayId,
  conferenceId,
}: {
  stayId: string
  conferenceId: string | null
}): Promise<string | null> {
  return conferenceId ?? (await openConferences(stayId))[0] ?? null
}

/** Waits for a request: null when it was done, why it is refused, or it throws: `except`, and what may go better next time. */
export async function refusalOf(request: Promise<unknown>, except?: number): Promise<string | null> {
  try {
    await request
    return null
  } catch (error) {
    if (!isRefused(error) || providerErrorCode(error) === except) throw error
    return error instanceof Error ? error.message.slice(0, 500) : String(error)
  }
}
