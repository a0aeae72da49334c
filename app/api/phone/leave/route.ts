import { pageLeaves } from "@/lib/calls/pages/offer-news"
import { serviceClient } from "@/lib/supabase/service"

export const POST = pageLeaves(serviceClient)
