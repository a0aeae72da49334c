import { bringEvent } from "@/lib/calls/routing/bring-event"
import { turnOf } from "@/lib/twilio/voice-events"
import { voiceWebhook } from "@/lib/twilio/webhooks"

export const POST = voiceWebhook(turnOf("wait"), bringEvent)
