import { hangUp } from "@/lib/calls/pages/offer-news"
import { serviceClient } from "@/lib/supabase/service"

export const POST = hangUp(serviceClient)
