import "server-only"
import { cache } from "react"
import { createServerClient } from "@/lib/supabase/server"
import { getTicket } from "../queries"

/** The ticket number an address names; NaN for anything else. */
export function ticketNumberOf(segment: string): number {
  return /^[1-9][0-9]{0,14}$/.test(segment) ? Number(segment) : Number.NaN
}

/** The ticket with this number, read once a request; null as in `getTicket`, and for NaN. */
export const readTicket = cache(async (number: number) =>
  Number.isNaN(number) ? null : getTicket(await createServerClient(), number),
)
