import { offerNews } from "@/lib/calls/pages/offer-news"
import { serviceClient } from "@/lib/supabase/service"

export const POST = offerNews("offer_acknowledged", serviceClient)
