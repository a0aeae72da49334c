import { hangUp } from "@/lib/calls/pages/offer-news"

export const POST = hangUp
