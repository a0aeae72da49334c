import { offerNews } from "@/lib/calls/pages/offer-news"

export const POST = offerNews("offer_declined")
