import { musicWebhook } from "@/lib/twilio/webhooks"

export const POST = musicWebhook
