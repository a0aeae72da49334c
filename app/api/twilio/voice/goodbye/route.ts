import { serviceClient } from "@/lib/supabase/service"
import { turnOf } from "@/lib/twilio/voice-events"
import { voiceWebhook } from "@/lib/twilio/webhooks"

export const POST = voiceWebhook(turnOf("goodbye"), serviceClient)
