import type { Context } from "../../supabase/functions/_shared/calls/context.ts"
import { decide } from "../../supabase/functions/_shared/calls/decide.ts"
import type { Decision, Instruction } from "../../supabase/functions/_shared/calls/decision.ts"
import type { Effect } from "../../supabase/functions/_shared/calls/effects.ts"
import type { CallEvent } from "../../supabase/functions/_shared/calls/events.ts"
import type { Fact } from "../../supabase/functions/_shared/calls/facts.ts"
import { customerLeg, liveAgents } from "../../supabase/functions/_shared/calls/parties.ts"
import { type Call, offerOfLeg } from "../../supabase/functions/_shared/calls/state.ts"
import type { Instant } from "../../supabase/functions/_shared/calls/time.ts"
import { digest, idOf } from "./chance.ts"
import type { Story } from "./story.ts"

/** What a decision is told of the place and the moment the call is in. */
export type Surroundings = Pick<
  Context,
  "number" | "queue" | "flow" | "candidates" | "olderCalls" | "flowQueues"
>

/** The moved clock, and everything around one call. */
export interface World {
  readonly now: Instant
  /** Has something happen at a moment to come. */
  at(moment: Instant, happen: () => void): void
  /** The same, so many milliseconds from now. */
  after(milliseconds: number, happen: () => void): void
  surroundings(call: ToldCall): Surroundings
  decided(call: ToldCall, before: Call | null, decision: Decision): void
}

/** How long provider and pages take for their parts, in ms; `greeting` and `music` are heard to their end. */
const takes = {
  acknowledge: 200,
  leg: 350,
  redirect: 300,
  join: 200,
  ring: 300,
  hold: 150,
  greeting: 4_000,
  music: 10_000,
}

/**
 * One call of a story. People do what the story says; the provider carries out what it is told, pages and deadlines do
 * their part, each at its moment of the moved clock; and what follows is decided by `decide` alone.
 */
export class ToldCall {
  call: Call | null = null
  readonly name: string
  /** The number called. */
  readonly to: string
  readonly story: Story
  readonly providerLegId: string
  readonly #world: World
  #ids = 0
  /** The newest request for instructions to come: one who is redirected does not ask where they were. */
  #turn = 0

  /** `name` tells the call from every other one: its ids are made of it. */
  constructor(world: World, name: string, to: string, story: Story) {
    this.#world = world
    this.name = name
    this.to = to
    this.story = story
    this.providerLegId = `CA${digest(`${name} customer`)}`
  }

  /** The call arrives now; all else follows. */
  arrive(): void {
    const { caller: from, patienceSeconds } = this.story
    const { providerLegId, to } = this
    this.event({ kind: "inbound_arrived", providerLegId, from, to })
    if (patienceSeconds === null) return
    this.#world.after(patienceSeconds * 1000, () => {
      if (this.call?.phase !== "talking") this.#customerHangsUp()
    })
  }

  /** Something happens to the call now. */
  event(event: CallEvent, changes: Partial<Context> = {}): void {
    const before = this.call
    const decision = decide(before, event, {
      now: this.#world.now,
      newId: () => idOf(`${this.name} ${++this.#ids}`),
      actorMemberId: null,
      deadline: null,
      givenUp: null,
      dialling: null,
      mayDial: true,
      unfit: [],
      supervisor: null,
      colleague: null,
      outside: null,
      target: null,
      mayOfferedAnswer: true,
      isCrowded: false,
      ...this.#world.surroundings(this),
      ...changes,
    })
    this.call = decision.call
    this.#world.decided(this, before, decision)
    this.#follow(decision.instruction)
    for (const { effect } of decision.effects) this.#carryOut(effect)
    for (const { kind, subjectId, dueAt } of decision.deadlines) {
      // The audio is told of later (`recordings.ts`), and comes in time.
      if (kind === "recording_overdue") continue
      const deadline = { kind, subjectId }
      const due: CallEvent = { kind: "deadline_due", deadlineId: idOf(`${this.name} ${kind} ${subjectId}`) }
      this.#world.at(dueAt, () => this.event(due, { deadline }))
    }
    for (const fact of decision.facts) this.#react(fact)
  }

  /** The customer's leg does what it is told. */
  #follow(instruction: Instruction): void {
    if (instruction.kind === "say" || instruction.kind === "gather" || instruction.kind === "record")
      this.#askLater("wait", instruction.step, takes.greeting)
    if (instruction.kind === "wait") this.#askLater("wait", instruction.step, takes.music)
    if (instruction.kind !== "join") return
    const { legId, stayId } = instruction
    const conferenceId = conferenceOf(stayId)
    const { providerLegId } = this
    this.#world.after(takes.join, () =>
      this.event({ kind: "leg_joined", legId, providerLegId, stayId, conferenceId }),
    )
  }

  /** The provider does what it is asked to. */
  #carryOut(effect: Effect): void {
    if (effect.kind === "redirect_leg") this.#askLater(effect.to, effect.step, takes.redirect)
    if (effect.kind === "hold_leg") {
      const { legId, stayId, isHeld } = effect
      this.#world.after(takes.hold, () => this.event({ kind: "hold_set", legId, stayId, isHeld }))
    }
    if (effect.kind === "pause_recording") {
      const { callId, stayId, isPaused } = effect
      this.#world.after(takes.hold, () => this.event({ kind: "pause_set", callId, stayId, isPaused }))
    }
    if (effect.kind === "supervise_leg") {
      const { legId, mode, coachedLegId } = effect
      this.#world.after(takes.hold, () => this.event({ kind: "supervision_set", legId, mode, coachedLegId }))
    }
    if (effect.kind !== "create_leg") return
    const { legId } = effect
    const providerLegId = `CA${digest(legId)}`
    this.#world.after(takes.leg, () => this.event({ kind: "leg_created", legId, providerLegId }))
  }

  /** Agents and their pages see what has happened, and act. */
  #react(fact: Fact): void {
    if (fact.kind === "offer_announced") {
      const { offerId, memberId } = fact
      this.#world.after(takes.acknowledge, () =>
        this.event({ kind: "offer_acknowledged", offerId, userId: memberId }, { actorMemberId: memberId }),
      )
    } else if (fact.kind === "leg_created") {
      const offer = this.call ? offerOfLeg(this.call, fact.legId) : undefined
      if (!offer) return
      const { id: offerId, memberId } = offer
      this.#world.after(takes.ring, () =>
        this.event({ kind: "ring_seen", offerId, userId: memberId }, { actorMemberId: memberId }),
      )
    } else if (fact.kind === "offer_rang") this.#rings(fact.offerId)
    else if (fact.kind === "talk_started")
      this.#world.after(this.story.talkSeconds * 1000, () => this.#hangUp())
  }

  #rings(offerId: string): void {
    const offers = this.call?.offers ?? []
    const place = offers.findIndex(({ id }) => id === offerId)
    const act = this.story.agent(place + 1)
    const offer = offers[place]
    if (!act || !offer) return
    const { legId, memberId } = offer
    this.#world.after(act.afterSeconds * 1000, () => {
      if (act.does === "answer")
        this.event({ kind: "leg_answered", legId, providerLegId: `CA${digest(legId)}` })
      else this.event({ kind: "offer_declined", offerId, userId: memberId }, { actorMemberId: memberId })
    })
  }

  #hangUp(): void {
    const [agent] = this.call ? liveAgents(this.call) : []
    if (this.story.hangsUp === "customer" || !agent?.memberId) {
      this.#customerHangsUp()
      return
    }
    const { id: legId, memberId } = agent
    this.event({ kind: "hang_up_asked", legId, userId: memberId }, { actorMemberId: memberId })
  }

  #customerHangsUp(): void {
    const { providerLegId } = this
    const ends = { from: null, to: null }
    this.event({ kind: "leg_ended", legId: null, providerLegId, cause: "completed", ...ends })
  }

  #askLater(asks: "wait" | "join" | "goodbye", step: string, milliseconds: number): void {
    const turn = ++this.#turn
    const { providerLegId } = this
    this.#world.after(milliseconds, () => {
      const isThere = this.call !== null && customerLeg(this.call)?.state !== "ended"
      if (turn === this.#turn && isThere)
        this.event({ kind: "leg_turn", legId: null, providerLegId, asks, step })
    })
  }
}

/** The provider's name of a stay's conference. */
function conferenceOf(stayId: string): string {
  return `CF${digest(stayId)}`
}
