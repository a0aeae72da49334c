import "server-only"
import { readWav } from "@/lib/recordings/rules"
import { serviceClient } from "@/lib/supabase/service"
import { downloadRecording } from "@/lib/twilio/recordings"

export type StoredFile = { objectName: string; contentType: string; sizeBytes: number; durationMs: number }

/**
 * Copies a recording from the provider into our own storage and says what it is. Throws when the provider does not give
 * it, when it is no complete audio, or when it cannot be kept; doing it again overwrites the same object.
 */
export async function fetchRecording(providerRecordingId: string, objectName: string): Promise<StoredFile> {
  const bytes = await downloadRecording(providerRecordingId)
  const { durationMs } = readWav(bytes)
  const contentType = "audio/wav"
  const { error } = await serviceClient()
    .storage.from("recordings")
    .upload(objectName, bytes, { contentType, upsert: true })
  if (error) throw error
  return { objectName, contentType, sizeBytes: bytes.length, durationMs }
}
