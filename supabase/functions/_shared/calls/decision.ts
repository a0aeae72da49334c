import type { DeadlineKind } from "./context.ts"
import { evolve } from "./evolve.ts"
import type { CallReason, Fact } from "./facts.ts"
import type { Call } from "./state.ts"
import type { Instant } from "./time.ts"

/** What the caller hears: a text the account has written, or a phrase the adapter knows in each language. */
export type Spoken =
  | { text: string }
  | {
      phrase:
        | "recording_notice"
        | "withheld_number"
        | "overseas"
        | "blocked"
        | "phone_off"
        | "nobody_there"
        | "apology"
    }

/** What the customer's leg does next. */
export type Instruction =
  /** `say` null: rejected without being answered, so that nobody pays for it. */
  | { kind: "refuse"; reason: CallReason; say: Spoken | null }
  | { kind: "announce_and_end"; reason: CallReason; say: Spoken }
  /** Says it all, then asks again with `step`. */
  | { kind: "greet"; say: Spoken[]; step: string }
  /** One turn of music, then asks again with `step`. `position` 1 is served next; null says nothing. */
  | { kind: "wait"; step: string; position: number | null }
  | { kind: "join"; callId: string; conference: string; isRecorded: boolean }
  | { kind: "hang_up" }
  | { kind: "none" }

/** What the provider has to be told. `delayMs`: not before that much later. */
export type Effect = { delayMs?: number } & (
  | {
      kind: "redirect_customer"
      providerCallId: string
      to: "wait" | "conference" | "goodbye"
      step: string
    }
  | {
      kind: "create_agent_leg"
      offerId: string
      memberId: string
      conferenceId: string
      contractNumber: string
      timeoutSeconds: number
    }
  | {
      kind: "end_leg"
      offerId: string
      memberId: string
      providerLegId: string | null
      conferenceId: string | null
    }
  /** The customer's leaving ends the conference, from now on. */
  | { kind: "end_with_customer"; providerCallId: string; conferenceId: string }
  | { kind: "end_conference"; conferenceId: string }
  | { kind: "end_call"; providerCallId: string }
  /** Asks whether the customer's leg still exists, now and again, because callbacks may be lost. */
  | { kind: "check_customer"; providerCallId: string }
  | { kind: "fetch_recording"; callId: string; providerRecordingId: string; objectName: string }
  | { kind: "delete_provider_recording"; providerRecordingId: string }
  /** For whoever operates the product. */
  | { kind: "raise_alarm"; alarm: "recording_overdue" | "recording_failed"; detail: string }
)

export type Deadline = { kind: DeadlineKind; offerId: string | null; dueAt: Instant }

/** Changes of tickets, memos and presence that belong into the same transaction. */
export type Work =
  | { step: "reserve_ticket" }
  | { step: "open_memo"; memberId: string }
  | { step: "close_memo"; endedAt: Instant }
  | { step: "record_missed"; reason: CallReason }
  | { step: "expect_recording"; recordingId: string; expectedBy: Instant }
  | { step: "fetch_recording"; recordingId: string; providerRecordingId: string }
  | {
      step: "store_recording"
      recordingId: string
      objectName: string
      contentType: string
      sizeBytes: number
      durationMs: number
      at: Instant
    }
  | { step: "fail_recording"; recordingId: string; error: string }
  /** Idle from `at`; with `afterCallUntil` busy with after-call work until then, unless their memo is recorded already. */
  | { step: "free_agent"; memberId: string; at: Instant; afterCallUntil: Instant | null }
  | { step: "finish_after_call"; memberId: string; at: Instant }

/** What follows from an event. `call` is the call after `facts`; null when there is none. */
export type Decision = {
  call: Call | null
  facts: Fact[]
  instruction: Instruction
  effects: Effect[]
  deadlines: Deadline[]
  work: Work[]
  /** Kinds of earlier effects of this call that must not be carried out any more. */
  superseded: Effect["kind"][]
}

/** Collects a decision for a call that exists, keeping `call` up to date with each fact. */
export class Plan {
  call: Call
  instruction: Instruction = { kind: "none" }
  /** Whether the customer's leg waits for the instruction; otherwise it has to be redirected. */
  readonly isCustomerAsking: boolean
  readonly facts: Fact[] = []
  readonly effects: Effect[] = []
  readonly deadlines: Deadline[] = []
  readonly work: Work[] = []
  readonly superseded = new Set<Effect["kind"]>()

  constructor(call: Call, isCustomerAsking = false) {
    this.call = call
    this.isCustomerAsking = isCustomerAsking
  }

  /** A plan that begins with the arrival of a call. */
  static arrival(fact: Extract<Fact, { kind: "call_arrived" }>): Plan {
    const plan = new Plan(evolve(null, fact), true)
    plan.facts.push(fact)
    return plan
  }

  record(fact: Fact): void {
    this.facts.push(fact)
    this.call = evolve(this.call, fact)
  }

  /** Adds an effect that replaces every earlier one of its kind which has not been carried out. */
  replace(effect: Effect): void {
    this.superseded.add(effect.kind)
    this.effects.push(effect)
  }

  decision(): Decision {
    const { call, facts, instruction, effects, deadlines, work } = this
    return { call, facts, instruction, effects, deadlines, work, superseded: [...this.superseded] }
  }
}

/** The answer to an event that changes nothing. */
export function nothing(call: Call | null, instruction: Instruction = { kind: "none" }): Decision {
  return { call, facts: [], instruction, effects: [], deadlines: [], work: [], superseded: [] }
}
