import type { Deadline, Decision, PlannedEffect } from "../_shared/calls/decision.ts"
import { laneOf, leaseMsOf, limitsOf, targetOf } from "../_shared/calls/effects.ts"
import { snakeCased } from "../_shared/calls/spelling.ts"
import type { Call, Leg, Offer } from "../_shared/calls/state.ts"

/** The argument of the SQL function `append_call_events`, where its parts are described. */
export type Append = ReturnType<typeof appendOf>

type Identified = {
  effects: (PlannedEffect & { id: string })[]
  deadlines: (Deadline & { id: string })[]
}

/**
 * What a decision writes: `before` is the call it was made about, `answer` what a repetition will be told. Only rows that
 * changed are written; a decision that changes nothing leaves the receipt of `key` and settles what brought the event.
 */
export function appendOf(
  key: string | null,
  before: Call | null,
  decision: Decision,
  identified: Identified,
  settles: { deadline: string | null; effect: string | null },
  answer: unknown,
) {
  const { call } = decision
  const isChange = changes(decision)
  return {
    key,
    call_id: call?.id ?? null,
    expected_version: before?.version ?? 0,
    call: call && isChange ? callRow(call) : null,
    events: decision.facts.map(({ kind, at, ...payload }) => ({ kind, payload, occurred_at: at })),
    offers: call ? changed(before?.offers, call.offers).map((offer) => offerRow(call, offer)) : [],
    legs: call ? changed(before?.legs, call.legs).map((leg) => legRow(call, leg)) : [],
    effects: identified.effects.map(({ id, effect, delayMs }) => ({
      id,
      kind: effect.kind,
      target: targetOf(effect),
      lane: laneOf(effect),
      payload: effect,
      delay_ms: delayMs,
      lease_ms: leaseMsOf(effect.kind),
      tries: limitsOf(effect.kind).tries,
    })),
    deadlines: identified.deadlines.map(({ id, kind, subjectId, dueAt }) => ({
      id,
      kind,
      subject_id: subjectId,
      due_at: dueAt,
    })),
    superseded: decision.superseded,
    settle_deadline: settles.deadline,
    settle_effect: settles.effect,
    work: decision.work.map(snakeCased),
    answer,
  }
}

/** Whether a decision writes anything at all. */
export function changes({ facts, effects, deadlines, work, superseded }: Decision): boolean {
  return [facts, effects, deadlines, work, superseded].some((part) => part.length > 0)
}

/** States are never altered in place, so what is not the same object has changed. */
function changed<Item>(before: readonly Item[] = [], after: readonly Item[]): Item[] {
  return after.filter((item) => !before.includes(item))
}

function callRow(call: Call) {
  return {
    id: call.id,
    account_id: call.accountId,
    inbox_id: call.inboxId,
    phone_number_id: call.phoneNumberId,
    flow_version_id: call.flowVersionId,
    queue_id: call.queueId,
    contact_id: call.contactId,
    direction: call.direction,
    state: call.phase,
    outcome: call.outcome,
    reason: call.reason,
    version: call.version,
    customer_number: call.customerNumber,
    customer_text: call.customerText,
    contract_number: call.contractNumber,
    provider_conference_id: call.stay?.conferenceId ?? null,
    is_recorded: call.isRecorded,
    is_pause_asked: call.isPauseAsked,
    is_recording_paused: call.isRecordingPaused,
    started_at: call.startedAt,
    queued_at: call.queuedAt,
    answered_at: call.answeredAt,
    ended_at: call.endedAt,
  }
}

function offerRow(call: Call, offer: Offer) {
  return {
    id: offer.id,
    account_id: call.accountId,
    call_id: call.id,
    queue_id: offer.purpose === "queue" ? call.queueId : null,
    inbox_id: call.inboxId,
    leg_id: offer.legId,
    purpose: offer.purpose,
    member_id: offer.memberId,
    round: offer.round,
    state: offer.state,
    candidates: offer.candidates,
    announced_at: offer.announcedAt,
    acknowledged_at: offer.acknowledgedAt,
    ringing_at: offer.ringingAt,
    decided_at: offer.decidedAt,
    expires_at: offer.expiresAt,
  }
}

function legRow(call: Call, leg: Leg) {
  return {
    id: leg.id,
    account_id: call.accountId,
    call_id: call.id,
    role: leg.role,
    purpose: leg.purpose,
    member_id: leg.memberId,
    number: leg.number,
    provider_leg_id: leg.providerLegId,
    stay_id: leg.stayId,
    state: leg.state,
    is_held: leg.isHeld,
    is_hold_asked: leg.isHoldAsked,
    started_at: leg.startedAt,
    joined_at: leg.joinedAt,
    left_at: leg.leftAt,
    left_cause: leg.leftCause,
  }
}
