import { bringEvent } from "@/lib/calls/routing/bring-event"
import { dialTurnOf } from "@/lib/twilio/voice-events"
import { voiceWebhook } from "@/lib/twilio/webhooks"

export const POST = voiceWebhook(dialTurnOf, bringEvent)
