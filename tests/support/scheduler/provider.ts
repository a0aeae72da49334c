import type { Instruction } from "../../../supabase/functions/_shared/calls/decision.ts"
import type { Effect } from "../../../supabase/functions/_shared/calls/effects.ts"
import type {
  CallEvent,
  LegEndCause,
  RoutingRequest,
} from "../../../supabase/functions/_shared/calls/events.ts"
import type { Line } from "./line.ts"
import { Rooms } from "./rooms.ts"
import type { Timeline } from "./timeline.ts"
import type { Wire } from "./wire.ts"

type Result = { event?: CallEvent; againMs?: number }
type Of<Kind extends Effect["kind"]> = Extract<Effect, { kind: Kind }>

/** Somebody's telephone rings, or is over. */
export type Telephones = {
  rings(line: Line): void
  ended(line: Line): void
}

const turnMs = 10_000
const sayMs = 3_000
const goneAfterMs = 6_000

/** The telephone network: calls that run our instructions, conferences, and their reports. It says nothing of how they should be. */
export class Provider {
  readonly lines = new Map<string, Line>()
  readonly rooms: Rooms
  /** How many have called. */
  customers = 0
  telephones: Telephones = { rings: () => {}, ended: () => {} }
  handler: (request: RoutingRequest) => Instruction | null = () => null
  readonly #timeline: Timeline
  readonly #wire: Wire
  #reports = 0

  constructor(timeline: Timeline, wire: Wire) {
    this.#timeline = timeline
    this.#wire = wire
    this.rooms = new Rooms(
      timeline,
      (key, event) => this.#tell(key, event),
      (line) => this.end(line, "completed"),
    )
  }

  /** A customer calls; what they hear follows from the answers. */
  call(from: string): Line {
    const line = this.#line("customer", null, null)
    line.status = "live"
    this.customers += 1
    const event = { kind: "inbound_arrived", providerLegId: line.id, from, to: "+81312345678" } as const
    this.#ask(line, { key: `${line.id}:inbound`, event })
    return line
  }

  /** Whoever is called picks up: they are in the conference from then on. */
  answer(line: Line): void {
    if (line.status !== "ringing" || line.legId === null) return
    line.status = "live"
    this.#tell(`${line.id}:in-progress`, { kind: "leg_answered", legId: line.legId, providerLegId: line.id })
    this.rooms.enter(line)
  }

  /** A line is over, of its own or by request. */
  end(line: Line, cause: LegEndCause): void {
    if (line.status === "ended") return
    line.status = "ended"
    line.endedAt = this.#timeline.now
    line.told += 1
    this.rooms.leave(line)
    const [legId, from, to] =
      line.role === "customer" ? [null, "+819012345678", "+81312345678"] : [line.legId, null, null]
    this.#tell(`${line.id}:${cause}`, { kind: "leg_ended", legId, providerLegId: line.id, cause, from, to })
    this.telephones.ended(line)
  }

  /** Carries out an effect; `onResult` hears what came of it, or why it should be tried again. */
  request(effect: Effect, mayBeDone: boolean, onResult: (result: Result | Error) => void): void {
    const timeline = this.#timeline
    const { unavailable, refused, unheard } = this.#wire.mischief
    const isUnavailable = timeline.chance(unavailable)
    const isRefused = timeline.chance(refused)
    const isUnheard = timeline.chance(unheard)
    timeline.after(timeline.between(10, 80), () => {
      if (isUnavailable) return onResult(new Error("503"))
      const result = (isRefused ? this.#refusal(effect) : null) ?? this.#perform(effect, mayBeDone)
      const ms = isUnheard ? goneAfterMs : timeline.between(5, 40)
      timeline.after(ms, () => onResult(isUnheard ? new Error("No answer") : result))
    })
  }

  #line(role: Line["role"], legId: string | null, memberId: string | null): Line {
    const line: Line = {
      id: `CA-${this.lines.size + 1}`,
      role,
      legId,
      memberId,
      status: "ringing",
      told: 0,
      isHeld: false,
      endsRoom: false,
      endedAt: null,
    }
    this.lines.set(line.id, line)
    return line
  }

  #tell(key: string, event: CallEvent): void {
    const numbered = `${key}:${++this.#reports}`
    this.#wire.tell(() => void this.handler({ key: numbered, event }))
  }

  /** The fallback asks the same again; where nobody answers either, the caller hears an apology (K11). */
  #ask(line: Line, request: RoutingRequest, isFallback = false): void {
    const told = ++line.told
    this.#wire.ask(
      () => this.handler(request),
      (answer) => {
        if (line.told !== told) return
        if (answer !== null && answer.kind !== "none") this.#obey(line, answer)
        else if (!isFallback) this.#ask(line, request, true)
        else this.end(line, "completed")
      },
    )
  }

  #obey(line: Line, instruction: Instruction): void {
    const told = ++line.told
    const later = (ms: number, run: () => void) => this.#timeline.after(ms, () => line.told === told && run())
    switch (instruction.kind) {
      case "wait":
      case "say": {
        const { legId, step, kind } = instruction
        line.legId = legId
        later(kind === "wait" ? turnMs : sayMs, () => this.#turn(line, "wait", step))
        break
      }
      case "join":
        line.legId = instruction.legId
        this.rooms.open(instruction.stayId, instruction.callId, instruction.isRecorded)
        this.rooms.enter(line, instruction.stayId)
        break
      case "refuse":
      case "announce_and_end":
        later(sayMs, () => this.end(line, "completed"))
        break
      default:
        this.end(line, "completed")
    }
  }

  #turn(line: Line, asks: "wait" | "join" | "goodbye", step: string): void {
    const event = { kind: "leg_turn", legId: line.legId, providerLegId: line.id, asks, step } as const
    this.#ask(line, { key: `${line.id}:${asks}:${step}`, event })
  }

  /** What the provider will not do, however often it is asked; null where it does not matter. */
  #refusal(effect: Effect): Result | null {
    if (effect.kind === "create_leg" || effect.kind === "dial_leg")
      return { event: { kind: "leg_failed", legId: effect.legId, error: "refused" } }
    if (effect.kind === "hold_leg") {
      const { legId, stayId, isHeld } = effect
      return { event: { kind: "hold_refused", legId, stayId, isHeld, error: "refused" } }
    }
    return null
  }

  #perform(effect: Effect, mayBeDone: boolean): Result | Error {
    switch (effect.kind) {
      case "redirect_leg":
        return this.#redirect(effect)
      case "create_leg":
      case "dial_leg":
        return this.#create(effect, mayBeDone)
      case "end_leg": {
        const line = this.#find(effect.providerLegId, effect.legId)
        if (line) this.end(line, line.status === "live" ? "completed" : "cancelled")
        return {}
      }
      case "end_on_exit": {
        const line = this.lines.get(effect.providerLegId)
        if (line) line.endsRoom = true
        return {}
      }
      case "hold_leg":
        return this.#hold(effect)
      case "pause_recording": {
        const { callId, stayId, isPaused } = effect
        return { event: { kind: "pause_set", callId, stayId, isPaused } }
      }
      case "end_stay":
        this.rooms.close(effect.stayId)
        return {}
      case "check_leg":
        return this.#check(effect)
      case "fetch_recording": {
        const { callId, recordingId, objectName } = effect
        const file = { objectName, contentType: "audio/wav", sizeBytes: 1, durationMs: 1 }
        return { event: { kind: "recording_stored", callId, recordingId, ...file } }
      }
      default:
        return {}
    }
  }

  #find(providerLegId: string | null, legId: string): Line | undefined {
    if (providerLegId !== null) return this.lines.get(providerLegId)
    return [...this.lines.values()].find((line) => line.legId === legId && line.status !== "ended")
  }

  #redirect({ legId, providerLegId, to, step }: Of<"redirect_leg">): Result {
    const line = this.lines.get(providerLegId)
    if (!line || line.status === "ended") {
      const gone = { legId, providerLegId, cause: "completed", from: null, to: null } as const
      return { event: { kind: "leg_ended", ...gone } }
    }
    this.rooms.leave(line)
    // Leaving may have ended it.
    if (line.status === "live") this.#turn(line, to, step)
    return {}
  }

  #create(effect: Of<"create_leg"> | Of<"dial_leg">, mayBeDone: boolean): Result {
    const { legId, stayId, callId, isRecorded, timeoutSeconds } = effect
    const made = (line: Line): Result => ({ event: { kind: "leg_created", legId, providerLegId: line.id } })
    const existing = mayBeDone ? this.#find(null, legId) : undefined
    if (existing) return made(existing)
    const [role, memberId] =
      effect.kind === "create_leg" ? (["agent", effect.memberId] as const) : (["outside", null] as const)
    const line = this.#line(role, legId, memberId)
    this.rooms.open(stayId, callId, isRecorded)
    this.rooms.expect(line, stayId)
    this.#timeline.after((timeoutSeconds + 5) * 1_000, () => {
      if (line.status === "ringing") this.end(line, "unanswered")
    })
    this.telephones.rings(line)
    return made(line)
  }

  #hold({ legId, providerLegId, stayId, isHeld }: Of<"hold_leg">): Result {
    const line = this.lines.get(providerLegId)
    const isThere = line !== undefined && this.rooms.hold(line, stayId, isHeld)
    const set = { legId, stayId, isHeld }
    return {
      event: isThere ? { kind: "hold_set", ...set } : { kind: "hold_refused", ...set, error: "not there" },
    }
  }

  #check({ legId, providerLegId, everyMs, awaitsAnswer }: Of<"check_leg">): Result {
    const line = this.lines.get(providerLegId)
    if (!line || line.status === "ended") {
      const gone = { legId, providerLegId, cause: "completed", from: null, to: null } as const
      return { event: { kind: "leg_ended", ...gone } }
    }
    const again = everyMs === null ? {} : { againMs: everyMs }
    if (!awaitsAnswer || line.status !== "live") return again
    return { ...again, event: { kind: "leg_answered", legId, providerLegId } }
  }
}
