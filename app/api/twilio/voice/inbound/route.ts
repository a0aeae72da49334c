import { bringEvent } from "@/lib/calls/routing/bring-event"
import { arrivalOf } from "@/lib/twilio/voice-events"
import { voiceWebhook } from "@/lib/twilio/webhooks"

export const POST = voiceWebhook(arrivalOf, bringEvent)
