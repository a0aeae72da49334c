import type { Context } from "../../../supabase/functions/_shared/calls/context.ts"
import type { Deadline, Decision, Work } from "../../../supabase/functions/_shared/calls/decision.ts"
import type { CallEvent } from "../../../supabase/functions/_shared/calls/events.ts"
import type { SupervisionMode } from "../../../supabase/functions/_shared/calls/facts.ts"
import { diallingOutside, legOfMember } from "../../../supabase/functions/_shared/calls/parties.ts"
import {
  type Call,
  type Leg,
  type Offer,
  openOffer,
} from "../../../supabase/functions/_shared/calls/state.ts"
import { agent, CallUnderTest, customerCallId } from "../call-context.ts"
import { type OnItsWay, Provider } from "./provider.ts"

export const outsideNumber = "06-1234-5678"
const firstSid = "CA-agent"

/** A call in which Sato talks with a customer, two colleagues who could be asked, and everything that can be done from there. */
export class TransferWorld {
  readonly sato = agent("佐藤")
  readonly tanaka = agent("田中", {}, 5)
  readonly suzuki = agent("鈴木", {}, 1)
  /** A manager, who takes no calls. */
  readonly ito = agent("伊藤")
  readonly call: CallUnderTest
  readonly provider: Provider
  readonly work: Work[] = []
  readonly decisions: Decision[] = []
  #deadlines: Deadline[] = []

  constructor(changes: Partial<Context> = {}) {
    this.call = new CallUnderTest([this.sato, this.tanaka, this.suzuki], changes)
    this.call.arrive()
    this.call.ring()
    const { legId } = this.call.offer
    this.call.answer()
    this.work.push({ step: "open_memo", legId, memberId: this.sato.memberId })
    const { stay } = this.call.state
    if (!stay) throw new Error("There is no stay")
    this.provider = new Provider(
      (event) => this.call.event(event),
      { id: stay.id, conferenceId: "CF1" },
      { id: this.call.customer.id, sid: customerCallId },
      { id: legId, sid: firstSid },
    )
    this.call.onDecision = (decision) => {
      this.decisions.push(decision)
      this.work.push(...decision.work)
      this.#deadlines.push(...decision.deadlines)
      this.provider.take(decision.effects, decision.superseded)
    }
  }

  get state(): Call {
    return this.call.state
  }

  /** The present leg of a member. */
  legOf({ memberId }: { memberId: string }): Leg | undefined {
    return legOfMember(this.state, memberId)
  }

  /** Somebody asks for something from their page. */
  ask(who: { memberId: string }, event: CallEvent, changes: Partial<Context> = {}): Decision {
    return this.call.event({ ...event, userId: who.memberId } as CallEvent, {
      actorMemberId: who.memberId,
      supervisor: { maySupervise: true, isBusy: false },
      outside: {
        shown: { number: "+81312345678", mayCall0800: true },
        ownNumbers: ["+81312345678"],
        isCalleeBlocked: false,
      },
      target: {
        queue: this.call.base.queue ?? {
          id: "",
          offerSeconds: 20,
          maxWaitSeconds: 180,
          afterCallSeconds: 30,
          order: "longest_idle",
        },
        candidates: this.call.candidates,
        olderCalls: [],
      },
      ...changes,
    })
  }

  bringIn(
    who: { memberId: string },
    target: Extract<CallEvent, { kind: "transfer_asked" }>["target"],
    { isCold = false } = {},
  ): Decision {
    const legId = this.legOf(who)?.id ?? ""
    const colleague =
      "memberId" in target
        ? (this.call.candidates.find((one) => one.memberId === target.memberId) ?? null)
        : null
    const kind = isCold ? "transfer_asked" : "consult_asked"
    return this.ask(who, { kind, legId, target } as CallEvent, { colleague })
  }

  hold(who: { memberId: string }, isHeld: boolean): void {
    this.ask(who, { kind: "hold_asked", legId: this.legOf(who)?.id ?? "", isHeld } as CallEvent)
  }

  supervise(who: { memberId: string }, mode: SupervisionMode, agentLegId: string | null = null): Decision {
    return this.ask(who, { kind: "supervise_asked", callId: this.state.id, mode, agentLegId, userId: "" })
  }

  cancel(who: { memberId: string }, legId: string): void {
    this.ask(who, { kind: "cancel_asked", legId } as CallEvent)
  }

  /** The page says so, and cuts the softphone's call. */
  hangUp(who: { memberId: string }): void {
    const leg = this.legOf(who)
    if (!leg) return
    this.ask(who, { kind: "hang_up_asked", legId: leg.id } as CallEvent)
    this.provider.end(leg.id)
  }

  /** The tab is gone: the softphone's call is cut, and nobody says why. */
  crash(who: { memberId: string }): void {
    const leg = this.legOf(who)
    if (leg) this.provider.end(leg.id)
  }

  /** The tab has crashed beside another, which says so: the provider has noticed nothing. */
  reportLost(who: { memberId: string }): Decision {
    return this.ask(who, { kind: "audio_lost", legId: this.legOf(who)?.id ?? "", userId: "" })
  }

  /** The open offer's page does something. */
  page(kind: "offer_acknowledged" | "ring_seen" | "offer_declined" | "page_left", offer: Offer): void {
    this.ask(offer, { kind, offerId: offer.id } as CallEvent)
  }

  customerHangsUp(): void {
    this.provider.end(this.call.customer.id)
  }

  /** The deadline of that kind fires, at its time. */
  fire(deadline: Deadline): void {
    this.#deadlines = this.#deadlines.filter((one) => one !== deadline)
    if (deadline.dueAt > this.call.now)
      this.call.pass((Date.parse(deadline.dueAt) - Date.parse(this.call.now)) / 1000)
    this.call.deadline(deadline.kind, deadline.subjectId)
  }

  get deadlines(): readonly Deadline[] {
    return this.#deadlines
  }

  /** Everything on its way comes, oldest first; pages acknowledge what is offered to them, but nobody answers. */
  settle(): void {
    for (let next = this.next(); next; next = this.next()) next.happen()
  }

  private next(): OnItsWay | undefined {
    const [first] = this.provider.onItsWay()
    return first
  }

  /** The offer that is open, or the outside leg that is being dialled. */
  get offer(): Offer | undefined {
    return openOffer(this.state)
  }

  get dialled(): Leg | undefined {
    return diallingOutside(this.state)[0]
  }
}
