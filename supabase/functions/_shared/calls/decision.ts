import type { DeadlineKind } from "./context.ts"
import type { DialRefusal } from "./dialable.ts"
import { type Effect, type EffectKind, targetOf } from "./effects.ts"
import { evolve } from "./evolve.ts"
import type { CallReason, Fact } from "./facts.ts"
import type { Language } from "./language.ts"
import type { RequestRefusal } from "./request-refusals.ts"
import type { Call } from "./state.ts"
import type { Instant } from "./time.ts"

/** What the caller hears: a text the account has written, or a phrase the adapter knows in each language. */
export type Spoken =
  | { text: string; voice: Language }
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

/** What whoever asks does next: mostly the customer's leg. */
export type Instruction =
  /** `say` null: rejected without being answered, so that nobody pays for it. */
  | { kind: "refuse"; reason: CallReason; say: Spoken | null }
  | { kind: "announce_and_end"; reason: CallReason; say: Spoken }
  /** Says it all, then asks again with `step`. */
  | { kind: "say"; legId: string; say: Spoken[]; step: string }
  /** Says it all, waits for a key, and asks with `step` and what was pressed. */
  | { kind: "gather"; legId: string; say: Spoken[]; waitSeconds: number; step: string }
  /** Says the greeting and records what follows as the audio of a stay of its own, then asks with `step`. */
  | {
      kind: "record"
      callId: string
      legId: string
      stayId: string
      greeting: Spoken
      maxSeconds: number
      step: string
    }
  /** One turn of music, then asks again with `step`. `position` 1 is served next; null says nothing. */
  | { kind: "wait"; legId: string; step: string; position: number | null }
  | { kind: "join"; callId: string; legId: string; stayId: string; isRecorded: boolean }
  /** The leg of an agent who dials goes into the conference, which starts with it. */
  | { kind: "join_to_dial"; callId: string; legId: string; stayId: string; isRecorded: boolean }
  /** To the page of who dialled: the softphone connects that leg, or nothing is dialled. */
  | { kind: "dial"; callId: string; legId: string; number: string }
  | { kind: "refuse_dial"; reason: DialRefusal }
  /** To the page of who asked for something in a call: it is on its way, or nothing of it is. */
  | { kind: "accepted" }
  /** The leg of whoever is invited, once they are there; `cancel_asked` takes it back before. */
  | { kind: "invited"; legId: string }
  | { kind: "refuse_request"; reason: RequestRefusal }
  | { kind: "hang_up" }
  | { kind: "none" }

/**
 * `subjectId` is what it was set for: the offer (`acknowledge`, `ring`, `offer`), the leg (`after_call`, `dial`, `come_back`), the recording
 * (`recording_overdue`, `recording_delete`, `message`), or the call itself (null).
 */
export type Deadline = { kind: DeadlineKind; subjectId: string | null; dueAt: Instant }

/** Changes of tickets, memos and presence that belong into the same transaction: `supabase/routines/work`, one routine a step. */
export type Work =
  /** The given ticket of the call's inbox, else the customer's newest unfinished one there, else a new one. */
  | { step: "reserve_ticket"; ticketId?: string | null }
  /** One memo for each agent's leg that comes to talk, or that dials (C5), and one of our own for an outside leg (G4: no member). */
  | { step: "open_memo"; legId: string; memberId: string | null }
  /** Who was lost goes on with the memo they have begun (K2). */
  | { step: "resume_memo"; legId: string; fromLegId: string }
  /** Whom the memo's agent has dialled is there. */
  | { step: "answer_memo"; legId: string; at: Instant }
  /** `reason`: why nobody talked. */
  | { step: "close_memo"; legId: string; endedAt: Instant; reason?: CallReason }
  | { step: "record_missed"; reason: CallReason }
  /** A message that plays this recording. */
  | { step: "record_voicemail"; recordingId: string }
  /** Comes before the memos that play a span of it; again, it is expected by another time. */
  | {
      step: "expect_recording"
      recordingId: string
      stayId: string
      startedAt: Instant
      expectedBy: Instant
      keepUntil: Instant | null
    }
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
  /** It is played by nobody any more; then it is nowhere any more. */
  | { step: "delete_recording"; recordingId: string }
  | { step: "forget_recording"; recordingId: string; at: Instant }
  /**
   * Idle from `at`; with `afterCallUntil` busy with after-call work until then, unless the memo of the leg they talked on is
   * recorded already.
   */
  | { step: "free_agent"; memberId: string; legId: string; at: Instant; afterCallUntil: Instant | null }
  | { step: "finish_after_call"; memberId: string; at: Instant }

/** An effect that may wait: not before `delayMs` from now. */
export type PlannedEffect = { effect: Effect; delayMs: number | null }

/** Earlier effects of the call that must not be carried out any more: those of this kind and target. */
export type Superseded = { kind: EffectKind; target: string }

/** What follows from an event. `call` is the call after `facts`; null when there is none. */
export type Decision = {
  call: Call | null
  facts: Fact[]
  instruction: Instruction
  effects: PlannedEffect[]
  deadlines: Deadline[]
  work: Work[]
  superseded: Superseded[]
}

/** Collects a decision for a call that exists, keeping `call` up to date with each fact. */
export class Plan {
  call: Call
  instruction: Instruction = { kind: "none" }
  /** Whether the customer's leg waits for the instruction; otherwise it has to be redirected. */
  readonly isCustomerAsking: boolean
  readonly deadlines: Deadline[] = []
  readonly work: Work[] = []
  readonly #facts: Fact[] = []
  #effects: PlannedEffect[] = []
  readonly #superseded: Superseded[] = []

  constructor(call: Call, isCustomerAsking = false) {
    this.call = call
    this.isCustomerAsking = isCustomerAsking
  }

  /** A plan that begins with the beginning of a call. */
  static beginning(fact: Extract<Fact, { kind: "call_began" }>): Plan {
    const plan = new Plan(evolve(null, fact), fact.direction === "inbound")
    plan.#facts.push(fact)
    return plan
  }

  /** A plan that goes on from what has been decided. */
  static after(call: Call, decided: Decision): Plan {
    const plan = new Plan(call)
    for (const fact of decided.facts) plan.record(fact)
    plan.work.push(...decided.work)
    plan.deadlines.push(...decided.deadlines)
    for (const { effect, delayMs } of decided.effects) plan.add(effect, delayMs)
    return plan
  }

  record(fact: Fact): void {
    this.#facts.push(fact)
    this.call = evolve(this.call, fact)
  }

  /** Adds an effect in place of every earlier one of its kind and target that has not been carried out. */
  add(effect: Effect, delayMs: number | null = null): void {
    this.supersede(effect.kind, targetOf(effect))
    this.#effects.push({ effect, delayMs })
  }

  /** Takes back what has not been carried out of this kind and target, planned here or before. */
  supersede(kind: EffectKind, target: string): void {
    this.#effects = this.#effects.filter(({ effect }) => effect.kind !== kind || targetOf(effect) !== target)
    if (!this.#superseded.some((one) => one.kind === kind && one.target === target))
      this.#superseded.push({ kind, target })
  }

  decision(): Decision {
    const { call, instruction, deadlines, work } = this
    const [facts, effects, superseded] = [this.#facts, this.#effects, this.#superseded]
    return { call, facts, instruction, effects, deadlines, work, superseded }
  }
}

/** The answer to an event that changes nothing. */
export function nothing(call: Call | null, instruction: Instruction = { kind: "none" }): Decision {
  return { call, facts: [], instruction, effects: [], deadlines: [], work: [], superseded: [] }
}
