import { serviceClient } from "@/lib/supabase/service"
import { fallbackWebhook } from "@/lib/twilio/webhooks"

export const POST = fallbackWebhook(serviceClient)
