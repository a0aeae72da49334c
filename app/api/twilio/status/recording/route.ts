import { serviceClient } from "@/lib/supabase/service"
import { recordingReport } from "@/lib/twilio/status-events"
import { statusWebhook } from "@/lib/twilio/webhooks"

export const POST = statusWebhook(recordingReport, serviceClient)
