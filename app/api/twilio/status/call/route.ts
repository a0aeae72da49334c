import { bringEvent } from "@/lib/calls/routing/bring-event"
import { callReport } from "@/lib/twilio/status-events"
import { statusWebhook } from "@/lib/twilio/webhooks"

export const POST = statusWebhook(callReport, bringEvent)
