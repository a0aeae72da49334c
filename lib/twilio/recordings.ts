import "server-only"
import { environment } from "@/lib/env"
import { provider, providerErrorCode, providerErrors } from "@/lib/twilio/client"

const timeoutMs = 60_000

/** The bytes the provider has for a recording, whatever they are. Throws when it does not answer with success. */
export async function downloadRecording(providerRecordingId: string): Promise<Uint8Array> {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_URL, TWILIO_EDGE, TWILIO_REGION } = environment()
  const base = TWILIO_API_URL ?? `https://api.${TWILIO_EDGE}.${TWILIO_REGION}.twilio.com`
  const path = `/2010-04-01/Accounts/${TWILIO_ACCOUNT_SID}/Recordings/${providerRecordingId}.wav`
  const credentials = Buffer.from(`${TWILIO_ACCOUNT_SID}:${TWILIO_AUTH_TOKEN}`).toString("base64")
  const response = await fetch(`${base}${path}`, {
    headers: { authorization: `Basic ${credentials}` },
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!response.ok) throw new Error(`The provider answered ${response.status} for ${providerRecordingId}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Deletes the provider's copy; one that is gone already is fine. */
export async function deleteRecording(providerRecordingId: string): Promise<void> {
  try {
    await provider().recordings(providerRecordingId).remove()
  } catch (error) {
    if (providerErrorCode(error) !== providerErrors.notFound) throw error
  }
}
