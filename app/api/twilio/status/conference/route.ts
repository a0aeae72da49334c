import { serviceClient } from "@/lib/supabase/service"
import { conferenceReport } from "@/lib/twilio/status-events"
import { statusWebhook } from "@/lib/twilio/webhooks"

export const POST = statusWebhook(conferenceReport, serviceClient)
