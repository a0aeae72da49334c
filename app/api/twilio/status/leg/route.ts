import { serviceClient } from "@/lib/supabase/service"
import { legReport } from "@/lib/twilio/status-events"
import { statusWebhook } from "@/lib/twilio/webhooks"

export const POST = statusWebhook(legReport, serviceClient)
