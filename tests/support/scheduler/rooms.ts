import type { CallEvent } from "../../../supabase/functions/_shared/calls/events.ts"
import type { Line } from "./line.ts"
import type { Timeline } from "./timeline.ts"

/** A conference; it has a name of its own for as long as it is open. */
type Room = {
  id: string
  stayId: string
  callId: string
  isRecorded: boolean
  /** With the first who is no customer: until then the customer hears music. */
  hasBegun: boolean
  inside: Set<Line>
  /** Being called into it. */
  expected: Set<Line>
  aloneSince: number | null
}

const recordingMs = 2_000

/** The provider's conferences, and how long a customer was in one of them with nobody and nothing to hear. */
export class Rooms {
  /** The longest time, in ms, a customer heard nothing; with the call it was. */
  readonly alone: { ms: number; callId: string }[] = []
  readonly #timeline: Timeline
  readonly #tell: (key: string, event: CallEvent) => void
  readonly #release: (line: Line) => void
  readonly #rooms = new Map<string, Room>()
  readonly #roomOf = new Map<Line, Room>()
  #made = 0

  constructor(
    timeline: Timeline,
    tell: (key: string, event: CallEvent) => void,
    release: (line: Line) => void,
  ) {
    this.#timeline = timeline
    this.#tell = tell
    this.#release = release
  }

  get count(): number {
    return this.#rooms.size
  }

  /** A conference of that name, made where there is none. */
  open(stayId: string, callId: string, isRecorded: boolean): void {
    if (this.#rooms.has(stayId)) return
    const [inside, expected] = [new Set<Line>(), new Set<Line>()]
    const state = { hasBegun: false, aloneSince: null }
    this.#rooms.set(stayId, {
      id: `CF-${++this.#made}`,
      stayId,
      callId,
      isRecorded,
      inside,
      expected,
      ...state,
    })
  }

  expect(line: Line, stayId: string): void {
    const room = this.#rooms.get(stayId)
    if (!room) return
    room.expected.add(line)
    this.#roomOf.set(line, room)
  }

  /** In comes who has answered, or who was sent there. */
  enter(line: Line, stayId?: string): void {
    const room = stayId === undefined ? this.#roomOf.get(line) : this.#rooms.get(stayId)
    if (!room || !this.#rooms.has(room.stayId)) {
      this.#release(line)
      return
    }
    room.expected.delete(line)
    room.inside.add(line)
    line.isHeld = false
    this.#roomOf.set(line, room)
    if (line.role !== "customer") room.hasBegun = true
    const { callId: _, stayId: name, id: conferenceId } = room
    if (line.legId !== null)
      this.#tell(`${conferenceId}:join`, {
        kind: "leg_joined",
        legId: line.legId,
        providerLegId: line.id,
        stayId: name,
        conferenceId,
      })
    this.#listen(room)
  }

  leave(line: Line): void {
    const room = this.#roomOf.get(line)
    this.#roomOf.delete(line)
    if (!room) return
    if (room.expected.delete(line)) {
      if (room.inside.size === 0 && room.expected.size === 0) this.#end(room)
      return
    }
    if (!room.inside.delete(line)) return
    const { stayId, id: conferenceId } = room
    if (line.legId !== null)
      this.#tell(`${conferenceId}:leave`, {
        kind: "leg_left",
        legId: line.legId,
        providerLegId: line.id,
        stayId,
        conferenceId,
      })
    if (line.endsRoom || (room.inside.size === 0 && room.expected.size === 0)) this.#end(room)
    this.#listen(room)
  }

  /** False when the line is not in it. */
  hold(line: Line, stayId: string, isHeld: boolean): boolean {
    const room = this.#rooms.get(stayId)
    if (!room?.inside.has(line)) return false
    line.isHeld = isHeld
    this.#listen(room)
    return true
  }

  close(stayId: string): void {
    const room = this.#rooms.get(stayId)
    if (room) this.#end(room)
  }

  #end(room: Room): void {
    if (this.#rooms.get(room.stayId) !== room) return
    this.#rooms.delete(room.stayId)
    const { callId, stayId, id: conferenceId } = room
    const released = [...room.inside]
    room.inside.clear()
    this.#listen(room)
    this.#tell(`${conferenceId}:end`, { kind: "stay_ended", callId, stayId, conferenceId })
    for (const line of released) this.#release(line)
    if (!room.isRecorded || !room.hasBegun) return
    const providerRecordingId = `RE-${conferenceId}`
    this.#timeline.after(recordingMs, () =>
      this.#tell(`${providerRecordingId}:completed`, {
        kind: "recording_ready",
        callId,
        stayId,
        providerRecordingId,
      }),
    )
  }

  /** Notes from when to when the customer hears nobody and no music. */
  #listen(room: Room): void {
    const { now } = this.#timeline
    const customer = [...room.inside].find(({ role }) => role === "customer")
    const isAlone = customer !== undefined && room.hasBegun && !customer.isHeld && room.inside.size === 1
    if (isAlone) room.aloneSince ??= now
    else if (room.aloneSince !== null) {
      this.alone.push({ ms: now - room.aloneSince, callId: room.callId })
      room.aloneSince = null
    }
  }
}
