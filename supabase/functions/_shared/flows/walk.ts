import { type Instant, millisecondsBetween } from "../calls/time.ts"
import { blockOf } from "./exits.ts"
import { closedAt } from "./hours.ts"
import type { Block, FlowDefinition, Speech } from "./schema.ts"
import { isStop, type Stop, stepOf } from "./steps.ts"
import type { Cursor, Detour, FlowEnd, FlowInput, FlowStep, Move, Walked } from "./walk-types.ts"

type Of<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>

/** What the way out of the limit may take in its turn, in minutes and steps: it has no choices and at most one message. */
const overflowLimit = { minutes: 20, steps: 200 }

/** Detours that say more about a call than that its caller hung up meanwhile (J1). */
const tellingDetours: readonly (Detour | null)[] = [
  "out_of_hours",
  "blocked",
  "nobody_available",
  "nobody_answered",
  "queue_full",
]

/**
 * The one interpreter of a flow: what the caller's leg does next, and where the call then is. `cursor` is what the walk before
 * came to, null for a call that has not begun. Pure, and it ends for any flow and any inputs: each input but the queue's own
 * asking counts, and so do the blocks a call goes through. Past the flow's limit it goes to the overflow, and from there to the end.
 */
export function walk(flow: FlowDefinition, cursor: Cursor | null, input: FlowInput, now: Instant): Walked {
  const way = new Way(flow, cursor ?? beginning(now), now)
  return way.walked(cursor?.ended ? way.end(cursor.ended) : way.take(input))
}

function beginning(now: Instant): Cursor {
  return {
    block: null,
    enteredAt: now,
    since: now,
    steps: 0,
    tries: 0,
    caller: null,
    isRecorded: false,
    isNoticed: false,
    isOver: false,
    detour: null,
    ended: null,
  }
}

class Way {
  readonly #flow: FlowDefinition
  readonly #now: Instant
  readonly #path: Move[] = []
  #cursor: Cursor

  constructor(flow: FlowDefinition, cursor: Cursor, now: Instant) {
    this.#flow = flow
    this.#now = now
    this.#cursor = cursor
  }

  walked(step: FlowStep): Walked {
    return { cursor: this.#cursor, step, path: this.#path }
  }

  take(input: FlowInput): FlowStep {
    const block = blockOf(this.#flow, this.#cursor.block)
    if (input.kind === "hung_up") return this.end(this.#afterHangUp())
    if (!block) {
      if (input.kind === "began") this.#set({ caller: input.caller, isRecorded: input.isRecorded })
      // Of a call that is in no flow any more, and whom nobody serves, the flow's overflow takes care.
      if (input.kind === "not_served") this.#set({ detour: input.reason })
      return input.kind === "not_served" || input.kind === "limit"
        ? this.#overflow()
        : this.#enter(this.#flow.start)
    }
    // Waiting takes as many turns as it takes: only its time is limited.
    if (block.kind !== "queue" || input.kind !== "asked") this.#set({ steps: this.#cursor.steps + 1 })
    // Who is speaking is not cut short: a message has a limit of its own.
    const isSpeaking = block.kind === "voicemail" && !this.#isSpent(block)
    if (input.kind === "limit" || this.#isPast({ withTime: !isSpeaking })) return this.#overflow()
    return this.#at(block, input)
  }

  /** The flow is over; a reason that was there before is kept. */
  end(reason: FlowEnd, say: Speech | null = null): FlowStep {
    const ended = this.#cursor.ended ?? reason
    this.#set({ ended })
    return { kind: "end", reason: ended, say }
  }

  #set(changes: Partial<Cursor>): void {
    this.#cursor = { ...this.#cursor, ...changes }
  }

  /** Leaves the present block by one of its exits. */
  #leave(exit: string, to: string | null, detour: Detour | null = null, detail?: string): FlowStep {
    const { block } = this.#cursor
    if (block !== null) this.#path.push({ block, exit, to, ...(detail === undefined ? {} : { detail }) })
    if (detour) this.#set({ detour })
    return this.#enter(to)
  }

  #enter(id: string | null): FlowStep {
    const block = blockOf(this.#flow, id)
    if (!block) return this.#cursor.isOver ? this.end("failed") : this.#overflow("failed")
    this.#set({ block: block.id, enteredAt: this.#now, tries: 0, steps: this.#cursor.steps + 1 })
    return this.#isPast({ withTime: true }) ? this.#overflow() : this.#arrive(block)
  }

  #isPast({ withTime }: { withTime: boolean }): boolean {
    const { isOver, steps, since } = this.#cursor
    const limit = isOver ? overflowLimit : this.#flow.limit
    return (
      steps > limit.steps || (withTime && millisecondsBetween(since, this.#now) >= limit.minutes * 60_000)
    )
  }

  /** Whether a voicemail has gone on for longer than greeting and message can take. */
  #isSpent({ maxSeconds }: Of<"voicemail">): boolean {
    return millisecondsBetween(this.#cursor.enteredAt, this.#now) > (maxSeconds + 240) * 1000
  }

  #overflow(otherwise: FlowEnd = "limit"): FlowStep {
    const { isOver, block, detour } = this.#cursor
    if (isOver) return this.end(detour ?? otherwise)
    this.#set({ isOver: true, since: this.#now, steps: 0, detour: detour ?? "limit" })
    const { overflow } = this.#flow
    if (overflow === null) return this.end(otherwise)
    return block === null ? this.#enter(overflow) : this.#leave("limit", overflow)
  }

  /** The block's first step, or the way through one that makes the caller hear nothing. */
  #arrive(block: Block): FlowStep {
    switch (block.kind) {
      case "hours":
        return this.#passHours(block)
      case "number_check":
        return this.#passCheck(block)
      case "hangup":
        return this.end(this.#cursor.detour ?? "served", block.say)
      default:
        return this.#stepOf(block)
    }
  }

  #passHours({ opening, holidays, open, closed }: Of<"hours">): FlowStep {
    const why = closedAt({ opening, holidays }, this.#flow.timeZone, this.#now)
    if (why === null) return this.#leave("open", open)
    return this.#leave("closed", closed, "out_of_hours", why === "out_of_hours" ? undefined : why.holiday)
  }

  #passCheck({ blocked, important, otherwise }: Of<"number_check">): FlowStep {
    const { caller } = this.#cursor
    if (caller !== null && blocked?.numbers.includes(caller))
      return this.#leave("blocked", blocked.next, "blocked")
    if (caller !== null && important?.numbers.includes(caller))
      return this.#leave("important", important.next)
    return this.#leave("otherwise", otherwise)
  }

  #at(block: Block, input: FlowInput): FlowStep {
    // Nobody waits at what is passed.
    if (!isStop(block)) return this.#arrive(block)
    if (this.#owesNotice(block) && input.kind !== "not_served") {
      this.#set({ isNoticed: true })
      return this.#stepOf(block)
    }
    switch (block.kind) {
      case "announce":
        return this.#leave("next", block.next)
      case "menu":
        return this.#atMenu(block, input)
      case "queue":
        return this.#atQueue(block, input)
      case "external":
        return this.#atExternal(block, input)
      case "voicemail":
        return this.#atVoicemail(block, input)
      default:
        return block satisfies never
    }
  }

  #atExternal(block: Of<"external">, { kind }: FlowInput): FlowStep {
    if (kind === "talked") return this.end("talked")
    return kind === "not_reached"
      ? this.#leave("unanswered", block.unanswered, "not_reached")
      : this.#stepOf(block)
  }

  #atVoicemail(block: Of<"voicemail">, { kind }: FlowInput): FlowStep {
    if (kind === "message_left") return this.end("message_left")
    return kind === "no_message" ? this.end(this.#cursor.detour ?? "caller_gave_up") : this.#stepOf(block)
  }

  #atMenu(block: Of<"menu">, input: FlowInput): FlowStep {
    if (input.kind !== "key_pressed" && input.kind !== "nothing_pressed") return this.#stepOf(block)
    const found = input.kind === "key_pressed" && block.keys.find(({ key }) => key === input.key)
    if (found) return this.#leave(`key ${found.key}`, found.next)
    const isWrong = input.kind === "key_pressed"
    const { say, next } = isWrong ? block.wrongInput : block.noInput
    const tries = this.#cursor.tries + 1
    if (tries > block.retries) return this.#leave(isWrong ? "wrong_input" : "no_input", next, "no_choice")
    this.#set({ tries })
    return this.#stepOf(block, say)
  }

  #atQueue(block: Of<"queue">, input: FlowInput): FlowStep {
    if (input.kind === "talked") return this.end("talked")
    if (input.kind === "not_served") return this.#leave("overflow", block.overflow, input.reason)
    if (input.kind !== "key_pressed") return this.#stepOf(block)
    const { callback, exits } = block
    if (callback?.key === input.key) return this.end("callback_asked", callback.say)
    const exit = exits.find(({ key }) => key === input.key)
    return exit ? this.#leave(`key ${exit.key}`, exit.next, "left_queue") : this.#stepOf(block)
  }

  /** Nobody can talk to a caller who has not heard that it is recorded (D1). */
  #owesNotice({ kind }: Block): boolean {
    const { isRecorded, isNoticed } = this.#cursor
    return this.#flow.recordingNotice && isRecorded && !isNoticed && (kind === "queue" || kind === "external")
  }

  #stepOf(block: Stop, before: Speech | null = null): FlowStep {
    if (this.#owesNotice(block)) return { kind: "say", block: block.id, say: "recording_notice" }
    const step = stepOf(block, before)
    if (step) return step
    return block.kind === "queue"
      ? this.#leave("overflow", block.overflow, "nobody_available")
      : this.end("failed")
  }

  #afterHangUp(): FlowEnd {
    const { detour } = this.#cursor
    return detour !== null && tellingDetours.includes(detour) ? detour : "caller_gave_up"
  }
}
