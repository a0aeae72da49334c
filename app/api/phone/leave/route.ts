import { pageLeaves } from "@/lib/calls/pages/offer-news"

export const POST = pageLeaves
