import { bringEvent } from "@/lib/calls/routing/bring-event"
import { fallbackWebhook } from "@/lib/twilio/webhooks"

export const POST = fallbackWebhook(bringEvent)
