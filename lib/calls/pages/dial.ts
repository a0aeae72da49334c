import "server-only"
import { requireSender } from "@/lib/calls/pages/sender"
import { bringEvent } from "@/lib/calls/routing/bring-event"
import { dialSchema } from "@/lib/calls/schema"
import { AppError, type ErrorCode } from "@/lib/errors"
import { getMember } from "@/lib/members/queries"
import { whyNoPhone } from "@/lib/members/rules"
import { problemResponse } from "@/lib/problem-response"
import { createServerClient } from "@/lib/supabase/server"
import { readJson } from "@/supabase/functions/_shared/read-body"

/** Far more than a typed number and two ids need. */
const mostBytes = 4 * 1024

/**
 * An agent calls somebody. Answers `{ call_id, leg_id, number }`, the leg their softphone is to connect, or
 * `409 { code: "dial_refused", reason }` with a `DialRefusal`. The page's `attempt_id` makes one call, however often it is sent.
 */
export async function dial(request: Request): Promise<Response> {
  try {
    const sender = await requireSender(request)
    const body = dialSchema.safeParse(await readJson(request, mostBytes))
    if (!body.success) throw new AppError("invalid_input")
    const { phone_number_id: phoneNumberId, typed, ticket_id: ticketId, attempt_id: attemptId } = body.data
    const { instruction, isActorPresent } = await bringEvent({
      key: `dial:${sender.userId}:${attemptId}`,
      event: { kind: "dial_asked", phoneNumberId, typed, ticketId, ...sender },
    })
    if (!isActorPresent) throw new AppError(await whyAbsent())
    if (instruction.kind === "refuse_dial")
      return Response.json({ code: "dial_refused", reason: instruction.reason }, { status: 409 })
    if (instruction.kind !== "dial") throw new Error(`"${instruction.kind}" is no answer to who dials`)
    const { callId, legId, number } = instruction
    return Response.json({ call_id: callId, leg_id: legId, number })
  } catch (error) {
    return problemResponse(error)
  }
}

/** Who is not signed in to the phone may have none at all (A2). */
async function whyAbsent(): Promise<ErrorCode> {
  const member = await getMember(await createServerClient())
  return (member && whyNoPhone(member)) ?? "phone_signed_out"
}
