import type { Decision } from "../../../supabase/functions/_shared/calls/decision.ts"
import type { CallEvent, RoutingRequest } from "../../../supabase/functions/_shared/calls/events.ts"
import type { Call } from "../../../supabase/functions/_shared/calls/state.ts"
import type { Line } from "./line.ts"
import type { Provider } from "./provider.ts"
import type { KeptAgent, Store } from "./store.ts"
import type { Timeline } from "./timeline.ts"

type PeopleOptions = {
  timeline: Timeline
  store: Store
  provider: Provider
  send: (request: RoutingRequest) => void
}

const beatMs = 5_000
const awayMs = [14_000, 40_000] as const

/** Customers, agents and whoever is at other numbers: what each does next is chance. */
export class People {
  readonly #options: PeopleOptions
  /** Agents whose page is gone. */
  readonly #away = new Set<string>()
  readonly #talking = new Map<string, Line>()

  constructor(options: PeopleOptions) {
    this.#options = options
    options.provider.telephones = {
      rings: (line) => this.#rings(line),
      ended: (line) => {
        if (line.memberId !== null && this.#talking.get(line.memberId) === line)
          this.#talking.delete(line.memberId)
      },
    }
    for (const agent of options.store.agents) this.#beat(agent)
  }

  /** So many callers within that time; each hangs up when their patience or their talk is over. */
  calls(count: number, overMs: number): void {
    const { timeline, provider } = this.#options
    for (let nth = 0; nth < count; nth++) {
      timeline.after(timeline.between(0, overMs), () => {
        const number = timeline.chance(0.03) ? "+266696687" : `+8190${String(10_000_000 + nth)}`
        const line = provider.call(number)
        const patienceMs = timeline.chance(0.3)
          ? timeline.between(50, 20_000)
          : timeline.between(20_000, 400_000)
        timeline.after(patienceMs, () => provider.end(line, "completed"))
      })
    }
  }

  /** What a page sees of a decision: that its member is asked. */
  seen({ call, facts }: Decision): void {
    const { timeline } = this.#options
    if (!call) return
    for (const fact of facts) {
      if (fact.kind !== "offer_announced") continue
      const { memberId, offerId } = fact
      timeline.after(timeline.between(20, 400), () => this.#asked(memberId, offerId))
    }
  }

  #say(event: CallEvent): void {
    this.#options.send({ key: null, event })
  }

  #asked(userId: string, offerId: string): void {
    const { timeline } = this.#options
    if (this.#away.has(userId) || timeline.chance(0.03)) return
    if (timeline.chance(0.08)) this.#say({ kind: "offer_declined", offerId, userId })
    else this.#say({ kind: "offer_acknowledged", offerId, userId })
  }

  #rings(line: Line): void {
    const { timeline, provider, store } = this.#options
    const { memberId, legId } = line
    if (memberId === null) {
      const isAnswered = timeline.chance(0.7)
      const cause = timeline.chance(0.5) ? "declined" : "unanswered"
      timeline.after(timeline.between(500, 20_000), () => {
        if (!isAnswered) provider.end(line, cause)
        else provider.answer(line)
      })
      if (isAnswered) timeline.after(timeline.between(25_000, 90_000), () => provider.end(line, "completed"))
      return
    }
    if (this.#away.has(memberId)) {
      provider.end(line, "unanswered")
      return
    }
    const offer =
      legId === null ? undefined : store.callOf(legId)?.call.offers.find((one) => one.legId === legId)
    if (offer) timeline.after(50, () => this.#say({ kind: "ring_seen", offerId: offer.id, userId: memberId }))
    const answerMs = timeline.between(300, 9_000)
    const mood = timeline.between(1, 100)
    timeline.after(answerMs, () => {
      if (line.status !== "ringing") return
      if (mood <= 8) provider.end(line, "declined")
      else if (mood <= 16) return
      else if (mood <= 20) this.#leave(memberId, line)
      else {
        provider.answer(line)
        this.#talking.set(memberId, line)
        this.#talk(memberId, line)
      }
    })
  }

  /** Does something in the call, and something else after it, until the line is over. */
  #talk(memberId: string, line: Line): void {
    const { timeline } = this.#options
    timeline.after(timeline.between(500, 12_000), () => {
      const { legId, status } = line
      if (status !== "live" || legId === null || this.#talking.get(memberId) !== line) return
      this.#act(memberId, line, legId)
      this.#talk(memberId, line)
    })
  }

  #act(userId: string, line: Line, legId: string): void {
    const { timeline, provider, store } = this.#options
    const call = store.callOf(legId)?.call
    const colleague = timeline.pick(store.agents)?.memberId ?? userId
    const typed = `03${timeline.between(20_000_000, 39_999_999)}`
    const queueId = timeline.pick(store.queues)?.id ?? ""
    const target = timeline.pick([{ memberId: colleague }, { typed }, { memberId: colleague }])
    const handed = timeline.pick([{ memberId: colleague }, { typed }, { queueId }])
    const invited = invitedIn(call, userId)
    const mood = timeline.between(1, 100)
    if (mood <= 22) this.#say({ kind: "hang_up_asked", legId, userId })
    else if (mood <= 30) provider.end(line, "completed")
    else if (mood <= 36) this.#leave(userId, line)
    else if (mood <= 48) this.#say({ kind: "hold_asked", legId, isHeld: true, userId })
    else if (mood <= 60) this.#say({ kind: "hold_asked", legId, isHeld: false, userId })
    else if (mood <= 66) this.#say({ kind: "pause_asked", legId, isPaused: timeline.chance(0.5), userId })
    else if (mood <= 78 && target) this.#say({ kind: "consult_asked", legId, target, userId })
    else if (mood <= 88 && handed) this.#say({ kind: "transfer_asked", legId, target: handed, userId })
    else if (mood <= 94 && invited) this.#say({ kind: "cancel_asked", legId: invited, userId })
  }

  /** The page closes with a word, or vanishes without one and its line with it. */
  #leave(memberId: string, line: Line): void {
    const { timeline, provider } = this.#options
    const saysSo = timeline.chance(0.5)
    this.#away.add(memberId)
    if (saysSo) this.#say({ kind: "page_left", userId: memberId })
    timeline.after(saysSo ? 100 : timeline.between(100, 30_000), () => provider.end(line, "completed"))
    timeline.after(timeline.between(...awayMs), () => {
      this.#away.delete(memberId)
      const lost = this.#options.store.callOfMember(memberId)
      const offer = lost?.call.offers.find((one) => one.memberId === memberId && one.state === "announced")
      if (offer) this.#asked(memberId, offer.id)
    })
  }

  #beat(agent: KeptAgent): void {
    const { timeline } = this.#options
    if (!this.#away.has(agent.memberId)) agent.heartbeatAt = timeline.instant
    timeline.after(beatMs, () => this.#beat(agent))
  }
}

/** The leg of whom a member may have brought in. */
function invitedIn(call: Call | undefined, memberId: string): string | undefined {
  const leg = call?.legs.find(
    (one) => one.state !== "ended" && one.role !== "customer" && one.memberId !== memberId,
  )
  const offer = call?.offers.find((one) => one.purpose === "consult" && one.state === "announced")
  return leg?.id ?? offer?.legId
}
