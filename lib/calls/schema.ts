import { z } from "zod"
import { declineCause } from "@/supabase/functions/_shared/calls/events"

/** Body of `POST /api/phone/hangup`. */
export const hangUpSchema = z.object({ leg_id: z.uuid() })

/** Body of `POST /api/phone/dial`: the number to be seen with, what was typed, from which ticket, and the page's name for it. */
export const dialSchema = z.object({
  phone_number_id: z.uuid(),
  typed: z.string().min(1).max(256),
  ticket_id: z.uuid().nullable(),
  attempt_id: z.uuid(),
})

/** Body of `POST /api/phone/hold`: own leg, and whether the customer is to hear hold music. */
export const holdSchema = z.object({ leg_id: z.uuid(), is_held: z.boolean() })

/** Body of `POST /api/phone/recording`: own leg, and whether the recording is to pause. */
export const pauseSchema = z.object({ leg_id: z.uuid(), is_paused: z.boolean() })

/** Body of `POST /api/phone/offers/[id]/decline`: passed on by the agent, or not to be answered there. */
export const declineSchema = z.object({ cause: declineCause })

/** The `[id]` of an offer's routes. */
export const offerIdSchema = z.uuid()
