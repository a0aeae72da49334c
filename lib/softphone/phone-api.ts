import { z } from "zod"
import { pageIdentity } from "@/lib/auth/page-identity"
import { type BegunCall, begunCall, type Dialling } from "@/lib/dialling/schema"
import { AppError, isErrorCode } from "@/lib/errors"
import type { DeclineCause } from "./model"

const tokenAnswer = z.object({ token: z.string(), identity: z.string() })

/** Who is to be brought into a call: a colleague, or a telephone as it was typed. */
type ConsultTarget = { memberId: string } | { typed: string }
/** A call may also be handed to whoever of a queue is free. */
export type TransferTarget = ConsultTarget | { queueId: string }

/** The app's own endpoints for the phone. Each throws AppError; no answer within the time is `unavailable`. */
export const phoneApi = {
  /** A fresh access token for this member's softphone. */
  async token(): Promise<string> {
    const answer = await post("/api/phone/token")
    return tokenAnswer.parse(await answer.json()).token
  },
  /** Says that this page could answer the offer; `offer_closed` when it is too late. */
  acknowledge: (offerId: string) => tell(post(`/api/phone/offers/${offerId}/acknowledge`)),
  /** Says that the provider's ring has arrived. */
  ringing: (offerId: string) => tell(post(`/api/phone/offers/${offerId}/ringing`)),
  /** Gives the offer to the next agent, and says why. */
  decline: (offerId: string, cause: DeclineCause) =>
    tell(post(`/api/phone/offers/${offerId}/decline`, { cause })),
  /** Begins a call; `attemptId` makes it once, however often it is sent. Refused with `dial_refused`, its reason as detail. */
  async dial({ phoneNumberId, typed, ticketId, attemptId }: Dialling): Promise<BegunCall> {
    const asked = { phone_number_id: phoneNumberId, typed, ticket_id: ticketId, attempt_id: attemptId }
    return begunCall.parse(await (await post("/api/phone/dial", asked)).json())
  },
  /** Ends own leg on purpose: the call is not to be resumed. */
  hangUp: (legId: string) => tell(post("/api/phone/hangup", { leg_id: legId })),
  /** Says that the audio of own leg is gone (K2); `call_ended` where the leg is. */
  lost: (legId: string) => tell(post("/api/phone/lost", { leg_id: legId })),
  /** Says that own audio has never stopped, to who waits for it (K2). */
  resume: (legId: string) => tell(post("/api/phone/resume", { leg_id: legId })),
  /** Puts the customer on hold, or takes them off it (F1). Own leg, as in all that follows; refused with `call_ended`. */
  hold: (legId: string, isHeld: boolean) => tell(post("/api/phone/hold", { leg_id: legId, is_held: isHeld })),
  /** Pauses the recording, or lets it go on (D3). */
  pause: (legId: string, isPaused: boolean) =>
    tell(post("/api/phone/recording", { leg_id: legId, is_paused: isPaused })),
  /** Brings somebody in (F2, G1). Refused with `request_refused`, its reason as detail. */
  consult: (legId: string, target: ConsultTarget) => tell(post("/api/phone/consult", asked(legId, target))),
  /** Hands the customer over without a word; own leg ends. Refused likewise. */
  transfer: (legId: string, target: TransferTarget) =>
    tell(post("/api/phone/transfer", asked(legId, target))),
  /** Ends the leg of who was brought in, whether it exists yet or not (F4); `legId` is theirs. */
  cancel: (legId: string) => tell(post("/api/phone/cancel", { leg_id: legId })),
  /** Says that this page closes; its open offer moves on. Survives the page. */
  leave: () => navigator.sendBeacon(`/api/phone/leave?as=${pageIdentity.ownerId() ?? ""}`),
}

function asked(legId: string, target: TransferTarget) {
  if ("memberId" in target) return { leg_id: legId, target: { member_id: target.memberId } }
  return { leg_id: legId, target: "queueId" in target ? { queue_id: target.queueId } : target }
}

async function tell(request: Promise<Response>): Promise<void> {
  await request
}

async function post(path: string, body: unknown = {}): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-signed-in-as": pageIdentity.ownerId() ?? "" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(8000),
    })
  } catch (cause) {
    throw new AppError("unavailable", { cause })
  }
  if (answer.ok) return answer
  const { code, reason } = (await answer.json().catch(() => ({}))) as { code?: unknown; reason?: unknown }
  if (code === "not_signed_in") pageIdentity.judge("nobody")
  if (code === "other_person") pageIdentity.judge("other")
  const detail = typeof reason === "string" ? reason : null
  throw new AppError(isErrorCode(code) ? code : "unexpected", { cause: `${path}: ${answer.status}`, detail })
}
