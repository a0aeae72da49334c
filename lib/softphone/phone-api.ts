import { z } from "zod"
import { pageIdentity } from "@/lib/auth/page-identity"
import { type BegunCall, begunCall, type Dialling } from "@/lib/dialling/schema"
import { AppError, isErrorCode } from "@/lib/errors"
import type { DeclineCause } from "./model"

const tokenAnswer = z.object({ token: z.string(), identity: z.string() })

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
  /** Says that this page closes; its open offer moves on. Survives the page. */
  leave: () => navigator.sendBeacon(`/api/phone/leave?as=${pageIdentity.ownerId() ?? ""}`),
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
