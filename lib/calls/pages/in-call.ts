import "server-only"
import type { z } from "zod"
import type { SessionUser } from "@/lib/auth/signed-in-user"
import { requireSender } from "@/lib/calls/pages/sender"
import { bringEvent } from "@/lib/calls/routing/bring-event"
import { holdSchema, pauseSchema } from "@/lib/calls/schema"
import { AppError } from "@/lib/errors"
import { problemResponse } from "@/lib/problem-response"
import type { CallEvent } from "@/supabase/functions/_shared/calls/events"
import { readJson } from "@/supabase/functions/_shared/read-body"

/** Far more than two ids and a number need. */
const mostBytes = 4 * 1024

/** Puts the customer on hold, or takes them off it (F1). */
export const hold = requestInCall(holdSchema, ({ leg_id: legId, is_held: isHeld }, sender) => ({
  kind: "hold_asked",
  legId,
  isHeld,
  ...sender,
}))

/** Pauses the recording, or lets it go on (D3). */
export const pause = requestInCall(pauseSchema, ({ leg_id: legId, is_paused: isPaused }, sender) => ({
  kind: "pause_asked",
  legId,
  isPaused,
  ...sender,
}))

/**
 * What somebody in a call asks for, from whichever tab. Answers 204 once it is decided, also when it was already so, `call_ended`
 * to who is not in that call (any more), `phone_signed_out` to whoever has no phone where they ask.
 */
function requestInCall<Body>(
  schema: z.ZodType<Body>,
  eventOf: (body: Body, sender: SessionUser) => CallEvent,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const sender = await requireSender(request)
      const body = schema.safeParse(await readJson(request, mostBytes))
      if (!body.success) throw new AppError("invalid_input")
      // No key: the state of the call tells repetitions apart.
      const { instruction, isActorPresent } = await bringEvent({
        key: null,
        event: eventOf(body.data, sender),
      })
      if (!isActorPresent) throw new AppError("phone_signed_out")
      if (instruction.kind !== "accepted") throw new AppError("call_ended")
      return new Response(null, { status: 204 })
    } catch (error) {
      return problemResponse(error)
    }
  }
}
