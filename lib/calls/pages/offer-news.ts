import "server-only"
import type { SessionUser } from "@/lib/auth/signed-in-user"
import { requireSender } from "@/lib/calls/pages/sender"
import { bringEvent } from "@/lib/calls/routing/bring-event"
import { declineSchema, hangUpSchema, offerIdSchema } from "@/lib/calls/schema"
import { AppError } from "@/lib/errors"
import { problemResponse } from "@/lib/problem-response"
import type { RoutingAnswer } from "@/supabase/functions/_shared/calls/answer"
import type { CallEvent } from "@/supabase/functions/_shared/calls/events"
import { readJson } from "@/supabase/functions/_shared/read-body"

/** Far more than a call's id needs. */
const mostBytes = 4 * 1024

type OfferNews = "offer_acknowledged" | "ring_seen" | "offer_declined"
type OfferHandler = (request: Request, route: { params: Promise<{ id: string }> }) => Promise<Response>

/**
 * What the agent's page says of its offer. Answers `{ offer: { id, state } }`, or `offer_closed` when it is not open any
 * more, or never was theirs; whose it is, is decided with the call.
 */
export function offerNews(kind: OfferNews): OfferHandler {
  return async (request, { params }) => {
    try {
      const sender = await requireSender(request)
      const id = offerIdSchema.safeParse((await params).id)
      if (!id.success) throw new AppError("invalid_input")
      const { offer } = await bring(await eventOf(kind, id.data, sender, request))
      const isOpen = offer && ["announced", "acknowledged", "ringing"].includes(offer.state)
      const isGivenBack =
        kind === "offer_declined" && (offer?.state === "declined" || offer?.state === "failed")
      if (!isOpen && !isGivenBack) throw new AppError("offer_closed")
      return Response.json({ offer })
    } catch (error) {
      return problemResponse(error)
    }
  }
}

async function eventOf(
  kind: OfferNews,
  offerId: string,
  sender: SessionUser,
  request: Request,
): Promise<CallEvent> {
  if (kind !== "offer_declined") return { kind, offerId, ...sender }
  const body = declineSchema.safeParse((await readJson(request, mostBytes)) ?? {})
  if (!body.success) throw new AppError("invalid_input")
  return { kind, offerId, ...sender, cause: body.data.cause }
}

/** The agent's tab is closing: its open offer moves on. A beacon reads no answer. */
export async function pageLeaves(request: Request): Promise<Response> {
  try {
    await bring({ kind: "page_left", ...(await requireSender(request)) })
    return new Response(null, { status: 204 })
  } catch (error) {
    return problemResponse(error)
  }
}

/** The agent ends their leg of a call. Answers 204, also when it had ended by itself. */
export async function hangUp(request: Request): Promise<Response> {
  try {
    const sender = await requireSender(request)
    const body = hangUpSchema.safeParse(await readJson(request, mostBytes))
    if (!body.success) throw new AppError("invalid_input")
    await bring({ kind: "hang_up_asked", legId: body.data.leg_id, ...sender })
    return new Response(null, { status: 204 })
  } catch (error) {
    return problemResponse(error)
  }
}

/**
 * No key: the state of the call tells repetitions apart, and a page wants to know how its offer stands now. Throws
 * `phone_signed_out` for whoever is not signed in to the phone from where they ask, or has none (A2).
 */
async function bring(event: CallEvent): Promise<RoutingAnswer> {
  const answer = await bringEvent({ key: null, event })
  if (!answer.isActorPresent) throw new AppError("phone_signed_out")
  return answer
}
