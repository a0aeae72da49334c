import { z } from "zod"
import { liveStates } from "@/lib/tickets/rules"
import {
  type CallReason,
  callReason,
  closedOfferState,
  legPurpose,
  legRole,
  offerPurpose,
  supervisionMode,
} from "@/supabase/functions/_shared/calls/facts"

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
      afterCall: AfterCall | null
    }
export type SignedInPhone = Extract<PhoneState, { isSignedIn: true }>
/**
 * Work after a call until the moment `until` (E8), in ms since 1970 as every moment here. `facts`: of whom; null for who may
 * not see that call (any more). `reason`: why nobody talked, where nobody did; `talkedFor` in ms, 0 then.
 */
export type AfterCall = {
  until: number
  callId: string | null
  reason: CallReason | null
  facts: CallFacts | null
  talkedFor: number
  endedAt: number | null
}

const party = {
  call_id: z.uuid(),
  direction: z.enum(["inbound", "outbound"]),
  inbox_id: z.uuid(),
  inbox_name: z.string(),
  ticket_id: z.uuid().nullable(),
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
    purpose: offerPurpose,
    flow_name: z.string().nullable(),
    queue_name: z.string().nullable(),
    announced_at: moment,
    expires_at: moment,
    last_exchange: z
      .object({ at: moment, member_name: z.string().nullable(), subject: z.string().nullable() })
      .nullable(),
    consult: z
      .object({ member_name: z.string(), subject: z.string().nullable(), body: z.string().nullable() })
      .nullable(),
  })
  .transform((row) => ({
    id: row.offer_id,
    /** The leg that rings when the offer is acknowledged. */
    legId: row.leg_id,
    state: row.state,
    /** `resume`: this member talked, was lost, and is waited for (K2). */
    purpose: row.purpose,
    facts: toFacts(row),
    flowName: row.flow_name,
    queueName: row.queue_name,
    /** How long it stands, in ms. A length, because a page hears of it a moment late. */
    standsFor: Math.max(0, row.expires_at - row.announced_at),
    /** Until when it stands, in ms since 1970. */
    expiresAt: row.expires_at,
    lastExchange: row.last_exchange && {
      at: row.last_exchange.at,
      memberName: row.last_exchange.member_name,
      subject: row.last_exchange.subject,
    },
    /** Of a consult: the colleague who asks, and what they have written of the call so far. */
    consult: row.consult && {
      memberName: row.consult.member_name,
      subject: row.consult.subject ?? "",
      body: row.consult.body ?? "",
    },
  }))
export type Offer = z.infer<typeof offer>

const leg = z
  .object({
    id: z.uuid(),
    role: legRole,
    purpose: legPurpose,
    state: z.enum(["creating", "ringing", "live", "ended"]),
    is_held: z.boolean(),
    is_hold_asked: z.boolean(),
    held_since: moment.nullable(),
    is_hold_refused: z.boolean(),
    member_id: z.uuid().nullable(),
    member_name: z.string().nullable(),
    number: z.string().nullable(),
    started_at: moment,
    joined_at: moment.nullable(),
    left_at: moment.nullable(),
    left_cause: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    role: row.role,
    purpose: row.purpose,
    state: row.state,
    /** Whether it hears hold music, by the provider's word, and since when. */
    isHeld: row.is_held,
    heldSince: row.held_since,
    /** Whether it is to, and whether the provider has refused what was wanted last. */
    isHoldAsked: row.is_hold_asked,
    isHoldRefused: row.is_hold_refused,
    memberId: row.member_id,
    /** Of a member their name, of anybody else their number where it could be read. */
    memberName: row.member_name,
    number: row.number,
    startedAt: row.started_at,
    joinedAt: row.joined_at,
    leftAt: row.left_at,
    leftCause: row.left_cause,
  }))
/** Somebody in the call, on the way into it, or, asked for help or handed over to, gone again. */
export type CallLeg = z.infer<typeof leg>

const invited = z
  .object({
    leg_id: z.uuid(),
    member_id: z.uuid(),
    member_name: z.string(),
    state: z.enum(["announced", "acknowledged", "ringing", ...closedOfferState.options]),
    announced_at: moment,
  })
  .transform((row) => ({
    /** The leg they get, which `cancel` names before there is one. */
    legId: row.leg_id,
    memberId: row.member_id,
    memberName: row.member_name,
    state: row.state,
    askedAt: row.announced_at,
  }))
/** The colleague who was asked into the call last, and what became of it. */
export type Invited = z.infer<typeof invited>

const liveCall = z
  .object({
    ...party,
    my_leg: z.uuid(),
    state: z.enum(liveStates),
    recording: z.enum(["on", "paused", "off"]),
    is_pause_asked: z.boolean(),
    is_pause_refused: z.boolean(),
    message_id: z.uuid().nullable(),
    answered_at: moment.nullable(),
    invited: invited.nullable(),
    legs: z.array(leg),
  })
  .transform((row) => ({
    /** Own leg. */
    legId: row.my_leg,
    direction: row.direction,
    inboxId: row.inbox_id,
    facts: toFacts(row),
    answeredAt: row.answered_at,
    /** We call them, and nobody has answered yet. */
    isDialling: row.state === "dialling",
    /** Nobody has heard of this member's page: the customer hears music until it says that it is there (K2). */
    isAgentLost: row.state === "agent_lost",
    /** By the provider's word; a hold pauses it too. */
    recording: row.recording,
    /** Whether an agent wants it to pause, and whether the provider has refused what was wanted last. */
    isPauseAsked: row.is_pause_asked,
    isPauseRefused: row.is_pause_refused,
    invited: row.invited,
    legs: row.legs,
  }))
export type LiveCall = z.infer<typeof liveCall>

const supervision = z
  .object({
    ...party,
    leg_id: z.uuid(),
    mode: supervisionMode,
    agent_names: z.array(z.string()),
    joined_at: moment.nullable(),
  })
  .transform((row) => ({
    /** Own leg; null `joinedAt` while it is on the way. */
    legId: row.leg_id,
    facts: toFacts(row),
    mode: row.mode,
    /** Who of ours talks there, in the order they came. */
    agentNames: row.agent_names,
    joinedAt: row.joined_at,
  }))
/** The call of others that the member is in as its supervisor, by the provider's word, or has asked to be in (S6). */
export type OwnSupervision = z.infer<typeof supervision>

/** The member's open offer, the call they are in, and the one they supervise. */
export type OwnCalls = { offer: Offer | null; call: LiveCall | null; supervision: OwnSupervision | null }

const afterCall = z
  .object({
    until: moment,
    call_id: z.uuid().nullable(),
    reason: callReason.nullable(),
    party: z.object(party).nullable(),
    talked_from: moment.nullable(),
    talked_until: moment.nullable(),
  })
  .transform(
    (row): AfterCall => ({
      until: row.until,
      callId: row.call_id,
      reason: row.reason,
      facts: row.party && toFacts(row.party),
      talkedFor:
        row.talked_from === null ? 0 : Math.max(0, (row.talked_until ?? row.talked_from) - row.talked_from),
      endedAt: row.talked_until,
    }),
  )

/** What the member's own topic says of their phone, whole, whichever app sign-in its session belongs to. */
export const phoneRow = z
  .object({
    now: moment,
    version: z.int(),
    member_id: z.uuid(),
    session: z.object({ id: z.uuid() }).nullable(),
    status: z.object({
      value: agentStatus,
      reason: z.string().nullable(),
      cause: z.string(),
      since: moment,
    }),
    after_call: afterCall.nullable(),
    offer: offer.nullable(),
    call: liveCall.nullable(),
    supervision: supervision.nullable(),
  })
  .transform((row) => ({
    /** The database's time when it said so. */
    now: row.now,
    /** Counts what the topic has said: of two, the higher one is the later. */
    version: row.version,
    phoneSessionId: row.session?.id ?? null,
    status: row.status.value,
    statusReason: row.status.reason,
    isUnanswered: row.status.value === "offline" && row.status.cause === "unanswered",
    statusSince: row.status.since,
    afterCall: row.after_call,
    offer: row.offer,
    call: row.call,
    supervision: row.supervision,
  }))
export type PhoneRow = z.infer<typeof phoneRow>

/** Answer of `own_phone()`; the row is null for whoever has no phone. `isHere`: its session is of this page's app sign-in. */
export const ownPhoneAnswer = z
  .object({ seq: z.int(), row: phoneRow.nullable(), signed_in: z.boolean() })
  .transform(({ signed_in: isHere, ...rest }) => ({ ...rest, isHere }))

/** What a row says of the phone itself, to a page of whose app sign-in its session is (`isHere`) or is not. */
export function toPhoneState(row: PhoneRow | null, isHere: boolean): PhoneState {
  if (!row?.phoneSessionId || !isHere) return { isSignedIn: false }
  const { phoneSessionId, status, statusReason, isUnanswered, statusSince, afterCall } = row
  return { isSignedIn: true, phoneSessionId, status, statusReason, isUnanswered, statusSince, afterCall }
}
