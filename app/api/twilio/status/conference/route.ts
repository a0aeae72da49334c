import { bringEvent } from "@/lib/calls/routing/bring-event"
import { conferenceReport } from "@/lib/twilio/status-events"
import { statusWebhook } from "@/lib/twilio/webhooks"

export const POST = statusWebhook(conferenceReport, bringEvent)
