import { serviceClient } from "@/lib/supabase/service"
import { callReport } from "@/lib/twilio/status-events"
import { statusWebhook } from "@/lib/twilio/webhooks"

export const POST = statusWebhook(callReport, serviceClient)
