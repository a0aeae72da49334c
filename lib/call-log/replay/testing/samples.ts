import {
  callOutcome,
  closedOfferState,
  direction,
  type Fact,
  legRole,
  offerPurpose,
  supervisionMode,
} from "@/supabase/functions/_shared/calls/facts"
import type { Cursor, FlowStep } from "@/supabase/functions/_shared/flows/walk-types"

const id = (place: number) => `00000000-0000-4000-8000-${String(place).padStart(12, "0")}`
/** Seconds after the call's beginning as a moment. */
export const second = (seconds: number) => new Date(Date.UTC(2026, 10, 10, 1, 0, seconds)).toISOString()
const [stay, recording, offer, leg, member] = [id(1), id(2), id(3), id(4), id(5)]
const legs = { customer: id(11), agent: leg, outside: id(13), supervisor: id(14) }
const at = second(0)

const began = {
  kind: "call_began" as const,
  at,
  callId: id(20),
  accountId: id(21),
  inboxId: id(22),
  phoneNumberId: id(23),
  flowVersionId: null,
  queueId: id(24),
  contactId: null,
  customerNumber: "+819012345678",
  customerText: null,
  contractNumber: "+81312345678",
  isRecorded: true,
  recordsWithoutAgent: false,
  recordingDays: null,
}

const said = { text: "-", voice: "ja" as const, audioId: null }
const ended: FlowStep = { kind: "end", reason: "served", say: null }
/** Every step a flow may come to. */
const steps: FlowStep[] = [
  { kind: "say", block: "hello", say: said },
  { kind: "gather", block: "menu", say: [said], waitSeconds: 5, keys: ["1"] },
  {
    kind: "queue",
    block: "queue",
    queueId: id(24),
    maxWaitSeconds: 60,
    maxLength: null,
    saysPosition: false,
    musicId: null,
    keys: [],
  },
  { kind: "dial", block: "outside", number: "+81312345679", ringSeconds: 30 },
  { kind: "voicemail", block: "message", greeting: said, maxSeconds: 120 },
  ended,
]
const arrived: Cursor = {
  block: "menu",
  enteredAt: at,
  since: at,
  steps: 1,
  tries: 0,
  caller: null,
  isRecorded: true,
  isNoticed: true,
  isOver: false,
  detour: null,
  ended: null,
}

/** Every kind of fact, each with every state, mode, purpose and outcome it may have; no call that could happen. */
export const samples: Fact[] = [
  ...direction.options.map((one) => ({ ...began, direction: one })),
  ...steps.map((step) => ({ kind: "flow_moved" as const, at, cursor: arrived, step, path: [] })),
  {
    kind: "flow_moved",
    at,
    cursor: arrived,
    step: ended,
    path: [{ block: "menu", exit: "key 1", to: "end" }],
  },
  { kind: "voicemail_began", at, stayId: stay, recordingId: recording },
  { kind: "call_queued", at },
  { kind: "transfer_began", at },
  { kind: "agent_lost", at, legId: leg, memberId: member },
  { kind: "talk_resumed", at },
  { kind: "customer_sent", at, stayId: stay },
  { kind: "customer_sent", at, stayId: null },
  ...offerPurpose.options.map((purpose) => ({
    kind: "offer_announced" as const,
    at,
    offerId: offer,
    legId: leg,
    purpose,
    memberId: member,
    round: 1,
    expiresAt: at,
    candidates: [],
  })),
  { kind: "offer_acknowledged", at, offerId: offer },
  { kind: "offer_rang", at, offerId: offer },
  ...closedOfferState.options.map((state) => ({ kind: "offer_closed" as const, at, offerId: offer, state })),
  { kind: "customer_returned", at },
  { kind: "stay_opened", at, stayId: stay, conferenceId: "-" },
  { kind: "customer_joined", at, stayId: stay },
  ...legRole.options.map((role) => ({
    kind: "leg_started" as const,
    at,
    legId: legs[role],
    role,
    purpose: ({ customer: "caller", agent: "answer", outside: "consult", supervisor: "listen" } as const)[
      role
    ],
    memberId: role === "agent" || role === "supervisor" ? member : null,
    number: role === "outside" ? "+81312340000" : null,
    providerLegId: null,
  })),
  { kind: "leg_created", at, legId: legs.outside, providerLegId: "-" },
  { kind: "leg_answered", at, legId: legs.outside },
  { kind: "leg_ended", at, legId: legs.outside, cause: "completed" },
  { kind: "hold_asked", at, legId: legs.customer, isHeld: true },
  { kind: "hold_asked", at, legId: legs.customer, isHeld: false },
  { kind: "leg_held", at, legId: legs.customer },
  { kind: "leg_released", at, legId: legs.customer },
  { kind: "hold_refused", at, legId: legs.customer, error: "-" },
  { kind: "pause_asked", at, isPaused: true },
  { kind: "pause_asked", at, isPaused: false },
  { kind: "recording_paused", at, stayId: stay },
  { kind: "recording_resumed", at, stayId: stay },
  { kind: "pause_refused", at, stayId: stay, error: "-" },
  ...supervisionMode.options.flatMap((mode) =>
    (["supervision_asked", "supervision_set"] as const).map((kind) => ({
      kind,
      at,
      legId: legs.supervisor,
      mode,
      coachedLegId: null,
    })),
  ),
  { kind: "supervision_refused", at, legId: legs.supervisor, error: "-" },
  { kind: "talk_started", at, stayId: stay, recordingId: recording },
  { kind: "talk_started", at, stayId: stay, recordingId: null },
  ...callOutcome.options.map((outcome) => ({ kind: "call_ended" as const, at, outcome, reason: null })),
  { kind: "recording_ready", at, recordingId: recording, providerRecordingId: "-" },
  { kind: "recording_stored", at, recordingId: recording },
  { kind: "recording_failed", at, recordingId: recording, error: "-" },
  { kind: "recording_deleting", at, recordingId: recording },
  { kind: "recording_deleted", at, recordingId: recording },
  { kind: "effect_given_up", at, effect: "end_leg", target: leg, error: "-" },
]

/** A call of 40 s: it rings for 10, somebody talks from then on, and the customer is on hold from 20 to 30. */
export const heldCall: Fact[] = [
  { ...began, direction: "inbound" },
  {
    kind: "leg_started",
    at,
    legId: legs.customer,
    role: "customer",
    purpose: "caller",
    memberId: null,
    number: "+819012345678",
    providerLegId: "-",
  },
  {
    kind: "leg_started",
    at,
    legId: leg,
    role: "agent",
    purpose: "answer",
    memberId: member,
    number: null,
    providerLegId: null,
  },
  { kind: "leg_answered", at: second(10), legId: leg },
  { kind: "hold_asked", at: second(19), legId: legs.customer, isHeld: true, byLegId: leg },
  { kind: "leg_held", at: second(20), legId: legs.customer },
  { kind: "leg_released", at: second(30), legId: legs.customer },
  { kind: "call_ended", at: second(40), outcome: "answered", reason: null },
]
