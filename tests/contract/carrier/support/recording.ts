import { decodeWav } from "../../../../local/carrier/media/wav.ts"
import { ACCOUNT, AUTH_TOKEN } from "./harness.ts"

/** Downloads a recording as the product does and gives its samples; throws when it is not there. */
export async function downloadRecording(recordingUrl: string): Promise<Int16Array> {
  const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${AUTH_TOKEN}`).toString("base64")}`
  const file = await fetch(`${recordingUrl}.wav`, { headers: { authorization } })
  if (!file.ok) throw new Error(`the recording answered ${file.status}`)
  return decodeWav(Buffer.from(await file.arrayBuffer()))
}
