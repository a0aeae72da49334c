import "server-only"
import { deleteStored } from "@/lib/recordings/storing/delete-stored"
import { fetchRecording } from "@/lib/recordings/storing/fetch-recording"
import { deleteRecording } from "@/lib/twilio/recordings"
import type { Effect } from "@/supabase/functions/_shared/calls/effects"
import type { CallEvent } from "@/supabase/functions/_shared/calls/events"

type Of<Kind extends Effect["kind"]> = Extract<Effect, { kind: Kind }>

/** Effects about the audio of a stay. */
export const recordingEffects = {
  fetch_recording: async ({
    callId,
    recordingId,
    providerRecordingId,
    objectName,
  }: Of<"fetch_recording">) => {
    const file = await fetchRecording(providerRecordingId, objectName)
    const event: CallEvent = { kind: "recording_stored", callId, recordingId, ...file }
    return { event }
  },
  delete_provider_recording: async ({ providerRecordingId }: Of<"delete_provider_recording">) => {
    await deleteRecording(providerRecordingId)
    return {}
  },
  delete_recording: async ({
    callId,
    recordingId,
    objectName,
    providerRecordingId,
  }: Of<"delete_recording">) => {
    await deleteStored(objectName)
    if (providerRecordingId !== null) await deleteRecording(providerRecordingId)
    const event: CallEvent = { kind: "recording_deleted", callId, recordingId }
    return { event }
  },
}
