import { z } from "zod"
import { type CallReason, callReason } from "@/supabase/functions/_shared/calls/facts"

/** A moment as the database writes it, in ms since 1970. */
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

const agentStatus = z.enum(["available", "offline"])
export type AgentStatus = z.infer<typeof agentStatus>

/** Own phone as far as it is not a call: signed in on this page's app sign-in or not, own status, after-call work. */
export type PhoneState =
  | { isSignedIn: false }
  | {
      isSignedIn: true
      phoneSessionId: string
      status: AgentStatus
      statusReason: string | null
      /** They are offline because an offer rang unanswered (E3). */
      isUnanswered: boolean
      /** Moments in ms since 1970. */
      statusSince: number
      /** `reason`: why nobody talked, where nobody did. */
      afterCall: { until: number; callId: string | null; reason: CallReason | null } | null
    }
export type SignedInPhone = Extract<PhoneState, { isSignedIn: true }>
/** Work after a call until the moment `until`, in ms since 1970 (E8). */
export type AfterCall = NonNullable<SignedInPhone["afterCall"]>

const party = {
  call_id: z.uuid(),
  inbox_id: z.uuid(),
  inbox_name: z.string(),
  ticket_number: z.number().int().nullable(),
  customer_number: z.string().nullable(),
  contact_name: z.string().nullable(),
  company: z.string().nullable(),
  contract_number: z.string(),
}

type PartyRow = z.infer<z.ZodObject<typeof party>>

/** Who is on the other end and where the call belongs; numbers are E.164, null when unreadable. */
export type CallFacts = {
  callId: string
  inboxName: string
  ticketNumber: number | null
  customerNumber: string | null
  contactName: string | null
  company: string | null
  contractNumber: string
}

function toFacts(row: PartyRow): CallFacts {
  return {
    callId: row.call_id,
    inboxName: row.inbox_name,
    ticketNumber: row.ticket_number,
    customerNumber: row.customer_number,
    contactName: row.contact_name,
    company: row.company,
    contractNumber: row.contract_number,
  }
}

const offer = z
  .object({
    ...party,
    offer_id: z.uuid(),
    leg_id: z.uuid(),
    state: z.enum(["announced", "acknowledged", "ringing"]),
    flow_name: z.string().nullable(),
    queue_name: z.string().nullable(),
    announced_at: moment,
    expires_at: moment,
    last_exchange: z
      .object({ at: moment, member_name: z.string().nullable(), subject: z.string().nullable() })
      .nullable(),
  })
  .transform((row) => ({
    id: row.offer_id,
    /** The leg that rings when the offer is acknowledged. */
    legId: row.leg_id,
    state: row.state,
    facts: toFacts(row),
    flowName: row.flow_name,
    queueName: row.queue_name,
    /** How long it stands, in ms. A length, because a page hears of it a moment late. */
    standsFor: Math.max(0, row.expires_at - row.announced_at),
    lastExchange: row.last_exchange && {
      at: row.last_exchange.at,
      memberName: row.last_exchange.member_name,
      subject: row.last_exchange.subject,
    },
  }))
export type Offer = z.infer<typeof offer>

const liveCall = z
  .object({
    ...party,
    leg_id: z.uuid(),
    ticket_id: z.uuid().nullable(),
    message_id: z.uuid().nullable(),
    answered_at: moment.nullable(),
    is_recorded: z.boolean(),
    is_dialling: z.boolean(),
  })
  .transform((row) => ({
    /** Own leg. */
    legId: row.leg_id,
    facts: toFacts(row),
    answeredAt: row.answered_at,
    isRecorded: row.is_recorded,
    /** We call them, and nobody has answered yet. */
    isDialling: row.is_dialling,
  }))
export type LiveCall = z.infer<typeof liveCall>

/** The member's open offer and the call they are in. */
export type MyLiveCall = { offer: Offer | null; call: LiveCall | null }

/** What the member's own topic says of their phone, whichever app sign-in its session belongs to. */
export const phoneRow = z
  .object({
    member_id: z.uuid(),
    phone_session_id: z.uuid().nullable(),
    status: agentStatus,
    status_reason: z.string().nullable(),
    status_cause: z.string(),
    status_since: moment,
    after_call_until: moment.nullable(),
    after_call_call_id: z.uuid().nullable(),
    after_call_reason: callReason.nullable(),
    offer: offer.nullable(),
    call: liveCall.nullable(),
  })
  .transform((row) => ({
    phoneSessionId: row.phone_session_id,
    status: row.status,
    statusReason: row.status_reason,
    isUnanswered: row.status === "offline" && row.status_cause === "unanswered",
    statusSince: row.status_since,
    afterCall:
      row.after_call_until === null
        ? null
        : { until: row.after_call_until, callId: row.after_call_call_id, reason: row.after_call_reason },
    offer: row.offer,
    call: row.call,
  }))
export type PhoneRow = z.infer<typeof phoneRow>

/** Answer of `my_phone()`; the row is null for whoever has no phone. `isHere`: its session is of this page's app sign-in. */
export const myPhoneAnswer = z
  .object({ seq: z.int(), row: phoneRow.nullable(), signed_in: z.boolean() })
  .transform(({ signed_in: isHere, ...rest }) => ({ ...rest, isHere }))

/** What a row says of the phone itself, to a page of whose app sign-in its session is (`isHere`) or is not. */
export function toPhoneState(row: PhoneRow | null, isHere: boolean): PhoneState {
  if (!row?.phoneSessionId || !isHere) return { isSignedIn: false }
  const { phoneSessionId, status, statusReason, isUnanswered, statusSince, afterCall } = row
  return { isSignedIn: true, phoneSessionId, status, statusReason, isUnanswered, statusSince, afterCall }
}
