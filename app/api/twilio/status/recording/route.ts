import { bringEvent } from "@/lib/calls/routing/bring-event"
import { recordingReport } from "@/lib/twilio/status-events"
import { statusWebhook } from "@/lib/twilio/webhooks"

export const POST = statusWebhook(recordingReport, bringEvent)
