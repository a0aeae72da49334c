import type {
  Decision,
  PlannedEffect,
  Superseded,
} from "../../../supabase/functions/_shared/calls/decision.ts"
import { type Effect, laneOf, targetOf } from "../../../supabase/functions/_shared/calls/effects.ts"
import type { CallEvent, LegEndCause } from "../../../supabase/functions/_shared/calls/events.ts"

type ProviderLeg = {
  id: string
  sid: string
  state: "ringing" | "live" | "ended"
  isHeld: boolean
  endsAll: boolean
  /** Who hears it: nobody, one leg at the provider, or all in its room. */
  heardBy: "nobody" | "all" | { sid: string }
  /** The room it is in; the one it is called into while it rings. */
  room: Room
}
/** The conference of a stay: until somebody has come who starts it, whoever is in it hears music. */
type Room = { stayId: string; conferenceId: string; hasStarted: boolean; inside: Set<string> }
/** Something that is on its way and comes when the test lets it. */
export type OnItsWay = { name: string; legId: string | null; happen: () => void }

/**
 * The provider as one call sees it: it carries out what it is told, lane by lane, and reports what has happened; when each of these
 * comes is the test's to say. What people do at their ends, they do at once.
 */
export class Provider {
  readonly legs = new Map<string, ProviderLeg>()
  readonly reports: OnItsWay[] = []
  /** What the provider has been told and has not done, oldest first. */
  readonly orders: Effect[] = []
  /** Refuses to put anybody on hold. */
  refusesHold = false
  /** Refuses to have a supervisor be there in another way. */
  refusesSupervision = false
  /** Where the customer hears the queue's music. */
  isCustomerInLoop = false
  isRecordingPaused = false
  readonly #event: (event: CallEvent) => Decision
  readonly #rooms = new Map<string, Room>()
  readonly #customerId: string

  constructor(
    event: (event: CallEvent) => Decision,
    stay: { id: string; conferenceId: string },
    customer: { id: string; sid: string },
    agent: { id: string; sid: string },
  ) {
    this.#event = event
    this.#customerId = customer.id
    const room = this.#roomOf(stay.id, stay.conferenceId)
    for (const { id, sid } of [customer, agent]) {
      this.legs.set(id, {
        id,
        sid,
        state: "live",
        isHeld: false,
        endsAll: id === customer.id,
        heardBy: "all",
        room,
      })
      room.inside.add(id)
    }
    room.hasStarted = true
  }

  /** Takes in what a decision tells it. */
  take(effects: readonly PlannedEffect[], superseded: readonly Superseded[]): void {
    for (const { kind, target } of superseded) {
      const index = this.orders.findIndex((one) => one.kind === kind && targetOf(one) === target)
      if (index >= 0) this.orders.splice(index, 1)
    }
    for (const { effect } of effects) if (this.#isOurs(effect)) this.orders.push(effect)
  }

  /** What may come next: the oldest order of each lane, and every report. */
  onItsWay(): OnItsWay[] {
    const lanes = new Map<string, Effect>()
    for (const one of this.orders) if (!lanes.has(laneOf(one))) lanes.set(laneOf(one), one)
    const orders = [...lanes.values()].map((effect) => ({
      name: effect.kind,
      legId: "legId" in effect ? effect.legId : null,
      happen: () => {
        this.orders.splice(this.orders.indexOf(effect), 1)
        this.#carryOut(effect)
      },
    }))
    const reports = this.reports.map((report) => ({
      name: report.name,
      legId: report.legId,
      happen: () => {
        this.reports.splice(this.reports.indexOf(report), 1)
        report.happen()
      },
    }))
    return [...orders, ...reports]
  }

  /** Whoever rings at `legId` answers. */
  answer(legId: string): void {
    const leg = this.legs.get(legId)
    if (leg?.state !== "ringing") return
    leg.state = "live"
    this.#report({ kind: "leg_answered", legId, providerLegId: leg.sid })
    this.#enter(leg)
    leg.room.hasStarted = true
  }

  /** A leg ends, at whichever end. */
  end(legId: string, cause: LegEndCause = "completed"): void {
    const leg = this.legs.get(legId)
    if (!leg || leg.state === "ended") return
    const { sid } = leg
    leg.state = "ended"
    this.#leaveRoom(leg)
    const ends = { from: null, to: null }
    this.#report({ kind: "leg_ended", legId, providerLegId: sid, cause, ...ends })
  }

  /** Whether the customer hears neither anybody nor music. */
  get isCustomerInSilence(): boolean {
    const customer = this.legs.get(this.#customerId)
    if (customer?.state !== "live" || this.isCustomerInLoop || customer.isHeld) return false
    const { inside, hasStarted } = customer.room
    const speaking = [...inside].filter((id) => id !== customer.id && this.legs.get(id)?.heardBy === "all")
    return !inside.has(customer.id) || (hasStarted && speaking.length === 0)
  }

  get left(): string[] {
    return [...this.legs.values()].filter(({ state }) => state !== "ended").map(({ id }) => id)
  }

  #roomOf(stayId: string, conferenceId = `CF-${stayId}`): Room {
    const known = this.#rooms.get(stayId)
    if (known) return known
    const room = { stayId, conferenceId, hasStarted: false, inside: new Set<string>() }
    this.#rooms.set(stayId, room)
    return room
  }

  #isOurs({ kind }: Effect): boolean {
    return kind !== "raise_alarm" && kind !== "fetch_recording" && kind !== "delete_provider_recording"
  }

  #enter({ id: legId, sid: providerLegId, room }: ProviderLeg): void {
    const { stayId, conferenceId } = room
    room.inside.add(legId)
    this.#report({ kind: "leg_joined", legId, providerLegId, stayId, conferenceId })
  }

  #leaveRoom({ id: legId, sid: providerLegId, room, endsAll }: ProviderLeg): void {
    const { stayId, conferenceId } = room
    if (!room.inside.delete(legId)) return
    // An empty conference has ended; the next of its name is a new one.
    if (room.inside.size === 0) room.hasStarted = false
    this.#report({ kind: "leg_left", legId, providerLegId, stayId, conferenceId })
    if (endsAll) this.#endRoom(room)
  }

  #endRoom(room: Room): void {
    for (const id of room.inside) this.end(id)
    room.hasStarted = false
  }

  #report(event: CallEvent): void {
    const legId = "legId" in event ? event.legId : null
    this.reports.push({ name: event.kind, legId, happen: () => this.#tell(event) })
  }

  #tell(event: CallEvent): void {
    const { instruction } = this.#event(event)
    const leg = this.legs.get(this.#customerId)
    if (event.kind !== "leg_turn" || leg?.state !== "live") return
    this.isCustomerInLoop = instruction.kind === "wait"
    if (instruction.kind === "join") {
      leg.room = this.#roomOf(instruction.stayId)
      leg.endsAll = false
      this.#enter(leg)
    } else if (instruction.kind !== "wait") this.end(leg.id)
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case "create_leg":
      case "dial_leg": {
        const { legId } = effect
        const sid = `CA-${legId}`
        const room = this.#roomOf(effect.stayId)
        const heardBy = heardByOf("supervision" in effect ? effect.supervision : undefined)
        const starts = { state: "ringing", isHeld: false, endsAll: false } as const
        if (!this.legs.has(legId)) this.legs.set(legId, { id: legId, sid, ...starts, heardBy, room })
        this.#report({ kind: "leg_created", legId, providerLegId: sid })
        break
      }
      case "end_leg":
        this.end(effect.legId, this.legs.get(effect.legId)?.state === "ringing" ? "cancelled" : "completed")
        break
      case "end_on_exit": {
        const leg = this.legs.get(effect.legId)
        if (leg) leg.endsAll = true
        break
      }
      case "end_stay":
        this.#endRoom(this.#roomOf(effect.stayId))
        break
      case "hold_leg":
        this.#hold(effect)
        break
      case "pause_recording": {
        const { callId, stayId, isPaused } = effect
        this.isRecordingPaused = isPaused
        this.#report({ kind: "pause_set", callId, stayId, isPaused })
        break
      }
      case "supervise_leg":
        this.#supervise(effect)
        break
      case "redirect_leg":
        this.#redirect(effect)
        break
      case "check_leg":
        if (this.legs.get(effect.legId)?.state === "ended") {
          const { legId, providerLegId } = effect
          const ends = { from: null, to: null }
          this.#report({ kind: "leg_ended", legId, providerLegId, cause: "completed", ...ends })
        }
        break
      default:
        throw new Error(`Nobody carries out ${effect.kind}`)
    }
  }

  #hold({ legId, stayId, isHeld }: Extract<Effect, { kind: "hold_leg" }>): void {
    const leg = this.legs.get(legId)
    if (!leg?.room.inside.has(legId) || leg.room.stayId !== stayId || (isHeld && this.refusesHold)) {
      this.#report({ kind: "hold_refused", legId, stayId, isHeld, error: "refused" })
      return
    }
    leg.isHeld = isHeld
    this.#report({ kind: "hold_set", legId, stayId, isHeld })
  }

  #supervise(effect: Extract<Effect, { kind: "supervise_leg" }>): void {
    const { legId, mode, coachedLegId } = effect
    const leg = this.legs.get(legId)
    const isThere = leg?.room.inside.has(legId) === true
    const isCoachedThere = coachedLegId === null || leg?.room.inside.has(coachedLegId) === true
    if (!leg || !isThere || !isCoachedThere || this.refusesSupervision) {
      this.#report({ kind: "supervision_refused", legId, mode, coachedLegId, error: "refused" })
      return
    }
    leg.heardBy = heardByOf(effect)
    this.#report({ kind: "supervision_set", legId, mode, coachedLegId })
  }

  #redirect({ legId, providerLegId, to, step }: Extract<Effect, { kind: "redirect_leg" }>): void {
    const leg = this.legs.get(legId)
    if (leg?.state !== "live") return
    this.#leaveRoom(leg)
    leg.isHeld = false
    // Until it is told what comes next it is on its way.
    this.isCustomerInLoop = true
    this.#report({ kind: "leg_turn", legId, providerLegId, asks: to, step })
  }
}

function heardByOf(
  supervision: { mode: string; coachedProviderLegId: string | null } | undefined,
): ProviderLeg["heardBy"] {
  if (!supervision || supervision.mode === "barge") return "all"
  return supervision.mode === "listen" ? "nobody" : { sid: supervision.coachedProviderLegId ?? "" }
}
