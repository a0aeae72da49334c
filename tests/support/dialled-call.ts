import { randomUUID } from "node:crypto"
import type { Context, Dialling } from "../../supabase/functions/_shared/calls/context.ts"
import type { Decision } from "../../supabase/functions/_shared/calls/decision.ts"
import type { LegEndCause } from "../../supabase/functions/_shared/calls/events.ts"
import { CallUnderTest } from "./call-context.ts"

/** Somebody who may dial, as +81312345678. */
export function dialling(changes: Partial<Dialling> = {}): Dialling {
  const ids = { id: randomUUID(), accountId: randomUUID(), inboxId: randomUUID() }
  return {
    number: {
      ...ids,
      number: "+81312345678",
      isRecorded: true,
      recordsWithoutAgent: false,
      recordingDays: null,
      mayCall0800: true,
    },
    ownNumbers: ["+81312345678"],
    contactId: null,
    isCalleeBlocked: false,
    hasInboxRole: true,
    isBusy: false,
    dialledLately: 0,
    ...changes,
  }
}

/** A call that an agent begins, led through events by the rules alone. */
export class DialUnderTest {
  readonly memberId = randomUUID()
  readonly ticketId = randomUUID()
  readonly call: CallUnderTest

  constructor(changes: Partial<Context> = {}) {
    this.call = new CallUnderTest([], {
      queue: null,
      flow: null,
      number: null,
      dialling: dialling(),
      ...changes,
    })
  }

  ask(typed = "06-1234-5678"): Decision {
    const { memberId: userId, ticketId } = this
    const asked = { kind: "dial_asked", phoneNumberId: randomUUID(), typed, ticketId, userId } as const
    return this.call.event(asked, { actorMemberId: userId })
  }

  /** The softphone's leg asks the provider, which asks us. */
  turn(said: { memberId?: string; providerLegId?: string } = {}, changes: Partial<Context> = {}): Decision {
    const { memberId, agentLegId: legId } = this
    return this.call.event(
      { kind: "dial_turn", legId, providerLegId: "CA-agent", memberId, ...said },
      changes,
    )
  }

  agent(kind: "leg_joined" | "leg_left"): Decision {
    const { agentLegId: legId, stayId } = this
    return this.call.event({ kind, legId, providerLegId: "CA-agent", stayId, conferenceId: "CF1" })
  }

  agentJoins(): Decision {
    return this.agent("leg_joined")
  }

  /** The agent's own leg is over; the provider knows it by its own name alone. */
  agentEnds(cause: LegEndCause = "completed"): Decision {
    return this.call.event({ ...ended, legId: null, providerLegId: "CA-agent", cause })
  }

  /** Up to a telephone that rings. */
  ring(): void {
    this.ask()
    this.turn()
    this.agentJoins()
    this.customer("leg_created")
  }

  customer(kind: "leg_created" | "leg_answered" | "leg_joined" | "leg_left"): Decision {
    const { customerLegId: legId, stayId } = this
    const leg = { legId, providerLegId: "CA-customer" }
    if (kind === "leg_created" || kind === "leg_answered") return this.call.event({ kind, ...leg })
    return this.call.event({ kind, ...leg, stayId, conferenceId: "CF1" })
  }

  customerEnds(cause: LegEndCause): Decision {
    return this.call.event({ ...ended, legId: this.customerLegId, providerLegId: "CA-customer", cause })
  }

  hangUp(actorMemberId = this.memberId): Decision {
    const { agentLegId: legId } = this
    return this.call.event({ kind: "hang_up_asked", legId, userId: actorMemberId }, { actorMemberId })
  }

  get agentLegId(): string {
    return this.#legId("agent")
  }

  /** Of the leg that is dialled; nobody's before. */
  get customerLegId(): string {
    return this.#legId("customer")
  }

  get stayId(): string {
    return this.call.stays[0] ?? nobody
  }

  #legId(role: "agent" | "customer"): string {
    return this.call.call?.legs.find((leg) => leg.role === role)?.id ?? nobody
  }
}

const ended = { kind: "leg_ended", from: null, to: null } as const
const nobody = "00000000-0000-4000-8000-000000000000"
