import { bringEvent } from "@/lib/calls/routing/bring-event"
import { outgoingWebhook } from "@/lib/twilio/webhooks"

export const POST = outgoingWebhook(bringEvent)
