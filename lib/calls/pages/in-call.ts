import "server-only"
import type { z } from "zod"
import type { SessionUser } from "@/lib/auth/signed-in-user"
import { requireSender } from "@/lib/calls/pages/sender"
import { bringEvent } from "@/lib/calls/routing/bring-event"
import {
  consultSchema,
  holdSchema,
  legSchema,
  pauseSchema,
  superviseSchema,
  transferSchema,
} from "@/lib/calls/schema"
import { AppError } from "@/lib/errors"
import { problemResponse } from "@/lib/problem-response"
import type { Instruction } from "@/supabase/functions/_shared/calls/decision"
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

/** Brings in a colleague or a telephone while the customer waits with music (F2, G1). */
export const consult = requestInCall(consultSchema, ({ leg_id: legId, target }, sender) => ({
  kind: "consult_asked",
  legId,
  target: "member_id" in target ? { memberId: target.member_id } : target,
  ...sender,
}))

/** Hands the customer over without a word: own leg ends. */
export const transfer = requestInCall(transferSchema, ({ leg_id: legId, target }, sender) => ({
  kind: "transfer_asked",
  legId,
  target:
    "member_id" in target
      ? { memberId: target.member_id }
      : "queue_id" in target
        ? { queueId: target.queue_id }
        : target,
  ...sender,
}))

/** Ends the leg of who was brought in, whether it exists yet or not (F4). */
export const cancel = requestInCall(legSchema, ({ leg_id: legId }, sender) => ({
  kind: "cancel_asked",
  legId,
  ...sender,
}))

/** Own audio is gone, says the page that would have it: the customer hears music, and who talked is asked back (K2). */
export const lost = requestInCall(legSchema, ({ leg_id: legId }, sender) => ({
  kind: "audio_lost",
  legId,
  ...sender,
}))

/** The page of who was lost is there again, with its audio (K2). */
export const resume = requestInCall(legSchema, ({ leg_id: legId }, sender) => ({
  kind: "resume_asked",
  legId,
  ...sender,
}))

/** Listens to a call, whispers to its agent or joins in (S6), or changes between them; own leg ends by `hangup`. */
export const supervise = requestInCall(superviseSchema, (body, sender) => ({
  kind: "supervise_asked",
  callId: body.call_id,
  mode: body.mode,
  agentLegId: body.agent_leg_id ?? null,
  ...sender,
}))

/**
 * What somebody in a call asks for, from whichever tab. Answers 204 once it is decided, also when it was already so; `{ leg_id }` of
 * whoever is invited; `409 { code: "request_refused", reason }` with a `RequestRefusal`; `call_ended` to who is not in that call
 * (any more), and `phone_signed_out` to whoever has no phone where they ask.
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
      return answerOf(instruction)
    } catch (error) {
      return problemResponse(error)
    }
  }
}

function answerOf(instruction: Instruction): Response {
  switch (instruction.kind) {
    case "accepted":
      return new Response(null, { status: 204 })
    case "invited":
      return Response.json({ leg_id: instruction.legId })
    case "refuse_request":
      if (instruction.reason === "not_in_call") throw new AppError("call_ended")
      return Response.json({ code: "request_refused", reason: instruction.reason }, { status: 409 })
    default:
      // There is no such call.
      throw new AppError("call_ended")
  }
}
