import { z } from "zod"
import { declineCause } from "@/supabase/functions/_shared/calls/events"
import { supervisionMode } from "@/supabase/functions/_shared/calls/facts"

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

const colleague = z.object({ member_id: z.uuid() })
const outside = z.object({ typed: z.string().min(1).max(256) })
const queue = z.object({ queue_id: z.uuid() })

/** Body of `POST /api/phone/consult`: own leg, and the colleague or the telephone to bring in. */
export const consultSchema = z.object({ leg_id: z.uuid(), target: z.union([colleague, outside]) })

/** Body of `POST /api/phone/transfer`: own leg, and to whom the customer is handed over without a word. */
export const transferSchema = z.object({ leg_id: z.uuid(), target: z.union([colleague, outside, queue]) })

/** Body of `POST /api/phone/cancel`: the leg of who is not wanted (any more); of `…/lost` and `…/resume`: own leg. */
export const legSchema = z.object({ leg_id: z.uuid() })

/** Body of `POST /api/phone/supervise`: which call, how, and the agent's leg to whisper to (who was there first where it is left out). */
export const superviseSchema = z.object({
  call_id: z.uuid(),
  mode: supervisionMode,
  agent_leg_id: z.uuid().nullish(),
})

/** Body of `POST /api/phone/recording`: own leg, and whether the recording is to pause. */
export const pauseSchema = z.object({ leg_id: z.uuid(), is_paused: z.boolean() })

/** Body of `POST /api/phone/offers/[id]/decline`: passed on by the agent, or not to be answered there. */
export const declineSchema = z.object({ cause: declineCause })

/** The `[id]` of an offer's routes. */
export const offerIdSchema = z.uuid()
