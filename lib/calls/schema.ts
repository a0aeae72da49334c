import { z } from "zod"

/** Body of `POST /api/phone/hangup`. */
export const hangUpSchema = z.object({ call_id: z.uuid() })

/** The `[id]` of an offer's routes. */
export const offerIdSchema = z.uuid()
