import { z } from "zod"
import { type ContactName, contactNameRow } from "@/lib/contacts/schema"
import { liveStates } from "@/lib/tickets/rules"
import {
  callOutcome,
  closedOfferState,
  direction,
  type Fact,
  fact,
} from "@/supabase/functions/_shared/calls/facts"
import { callReasons } from "@/supabase/functions/_shared/calls/outcomes"

const offerState = z.enum(["announced", "acknowledged", "ringing", ...closedOfferState.options])

/** A row of `call_rows`: a call as the call log lists it. Moments stay ISO 8601 text. */
export const callRow = z
  .object({
    id: z.uuid(),
    inbox_id: z.uuid(),
    inbox_name: z.string(),
    direction,
    state: z.enum([...liveStates, "ended"]),
    outcome: callOutcome.nullable(),
    reason: z.enum(callReasons).nullable(),
    customer_number: z.string().nullable(),
    customer_text: z.string().nullable(),
    contact_id: z.uuid().nullable(),
    ticket_contact_id: z.uuid().nullable(),
    ticket_number: z.int().nullable(),
    contract_number: z.string(),
    number_label: z.string().nullable(),
    queue_name: z.string().nullable(),
    started_at: z.string(),
    queued_at: z.string().nullable(),
    answered_at: z.string().nullable(),
    ended_at: z.string().nullable(),
    has_recording: z.boolean(),
    offered: z.array(z.object({ member_id: z.uuid(), name: z.string().nullable(), state: offerState })),
    talked: z.array(z.object({ member_id: z.uuid().nullable(), name: z.string().nullable() })),
  })
  .transform((row) => ({
    id: row.id,
    inboxId: row.inbox_id,
    inboxName: row.inbox_name,
    direction: row.direction,
    state: row.state,
    outcome: row.outcome,
    reason: row.reason,
    customerNumber: row.customer_number,
    customerText: row.customer_text,
    contactId: row.contact_id,
    ticketContactId: row.ticket_contact_id,
    ticketNumber: row.ticket_number,
    contractNumber: row.contract_number,
    numberLabel: row.number_label,
    queueName: row.queue_name,
    startedAt: row.started_at,
    queuedAt: row.queued_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    hasRecording: row.has_recording,
    offered: row.offered.map(({ member_id: memberId, name, state }) => ({ memberId, name, state })),
    talked: row.talked.map(({ member_id: memberId, name }) => ({ memberId, name })),
  }))
export type CallRow = z.infer<typeof callRow>

/** A call with what its customer is called. */
export type LoggedCall = CallRow & { contactName: string | null; company: string | null }

/** What `list_calls` answers. */
export const callsAnswer = z.object({ rows: z.array(callRow), contacts: z.array(contactNameRow) })

/** What `get_call` answers. */
export const callAnswer = z.object({
  row: callRow,
  log: z.array(fact),
  members: z.record(z.uuid(), z.string()),
  queues: z.record(z.uuid(), z.string()),
  contacts: z.array(contactNameRow),
})

/** A call with its facts in their order, and the names of members and queues they mention, by id. */
export type CallStory = {
  call: CallRow
  facts: Fact[]
  members: Record<string, string>
  queues: Record<string, string>
  contacts: ContactName[]
}
