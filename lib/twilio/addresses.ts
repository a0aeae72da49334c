import { environment } from "@/lib/env"

type Step = "wait" | "join" | "goodbye"

/** Where the customer's leg asks next. Every such address carries a step, because its requests have no number (twilio.md 9). */
export function voiceAddress(path: Step, step: string): string {
  return `${environment().APP_URL}/api/twilio/voice/${path}?step=${encodeURIComponent(step)}`
}

/** What plays in a conference before it starts. */
export function musicAddress(): string {
  return `${environment().APP_URL}/api/twilio/voice/music`
}

/** The waiting music itself: eight seconds that join up, so that a turn of the loop stays below ten. */
export function musicFileAddress(): string {
  return `${environment().APP_URL}/sounds/waiting-music.wav`
}

/** Where the provider reports on the leg made for an offer. */
export function legReportAddress(offerId: string): string {
  return `${environment().APP_URL}/api/twilio/status/leg?offer=${offerId}`
}

/** Where the provider reports on a call's conference or its recording. */
export function callReportAddress(about: "conference" | "recording", callId: string): string {
  return `${environment().APP_URL}/api/twilio/status/${about}?call=${callId}`
}
