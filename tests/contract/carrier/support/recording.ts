import { decodeWav } from "../../../../local/carrier/media/wav.ts"
import { ACCOUNT, AUTH_TOKEN } from "./harness.ts"

/** What a recording's address answers, whatever that is. Rejects when the connection breaks. */
export async function fetchRecording(url: string) {
  const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${AUTH_TOKEN}`).toString("base64")}`
  const file = await fetch(url, { headers: { authorization } })
  const bytes = Buffer.from(await file.arrayBuffer())
  return { status: file.status, type: file.headers.get("content-type"), bytes }
}

/** Downloads a recording as the product does and gives its samples; throws when it is not there. */
export async function downloadRecording(recordingUrl: string): Promise<Int16Array> {
  const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${AUTH_TOKEN}`).toString("base64")}`
  const file = await fetch(`${recordingUrl}.wav`, { headers: { authorization } })
  if (!file.ok) throw new Error(`the recording answered ${file.status}`)
  return decodeWav(Buffer.from(await file.arrayBuffer()))
}
