import { environment } from "@/lib/env"

type Place = "wait" | "join" | "goodbye"

/**
 * Where the customer's leg asks next. Every such address carries a step, because its requests have no number (twilio.md 9),
 * and the leg's id.
 */
export function voiceAddress(path: Place, legId: string, step: string): string {
  return `${environment().APP_URL}/api/twilio/voice/${path}?leg=${legId}&step=${encodeURIComponent(step)}`
}

/** What plays in a conference before it starts. */
export function musicAddress(): string {
  return `${environment().APP_URL}/api/twilio/voice/music`
}

/** The waiting music itself: eight seconds that join up, so that a turn of the loop stays below ten. */
export function musicFileAddress(): string {
  return `${environment().APP_URL}/sounds/waiting-music.wav`
}

/** Where the provider reports on a leg. */
export function legReportAddress(legId: string): string {
  return `${environment().APP_URL}/api/twilio/status/leg?leg=${legId}`
}

/** Where the provider reports on the conference of a stay, or on its recording. */
export function stayReportAddress(about: "conference" | "recording", callId: string, stayId: string): string {
  return `${environment().APP_URL}/api/twilio/status/${about}?call=${callId}&stay=${stayId}`
}
