import { serviceClient } from "@/lib/supabase/service"
import { arrivalOf } from "@/lib/twilio/voice-events"
import { voiceWebhook } from "@/lib/twilio/webhooks"

export const POST = voiceWebhook(arrivalOf, serviceClient)
