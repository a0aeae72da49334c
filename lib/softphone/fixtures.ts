import type { CallFacts, CallLeg, LiveCall, Offer, OwnCalls, OwnSupervision } from "@/lib/phone/schema"
import type { LegEvent } from "./model"

const facts: CallFacts = {
  callId: "c1",
  inboxName: "お客様サポート",
  ticketNumber: 10482,
  customerNumber: "+819012345678",
  contactName: "久保田 浩二",
  company: "小料理ひさご",
  contractNumber: "+81312345678",
}

export const nothingLive: OwnCalls = { offer: null, call: null, supervision: null }

/** An announced offer `o1`, with leg `l1`, of call `c1` that stands for 20 s; for tests. */
export function anOffer(change: Partial<Offer> = {}): Offer {
  return {
    id: "o1",
    legId: "l1",
    state: "announced",
    purpose: "queue",
    facts,
    flowName: "平日フロー",
    queueName: "サポート一次",
    standsFor: 20_000,
    expiresAt: 20_000,
    lastExchange: null,
    consult: null,
    ...change,
  }
}

/** The live leg `l1` of call `c1`; for tests. */
export function aCall(change: Partial<LiveCall> = {}): LiveCall {
  return {
    legId: "l1",
    direction: "inbound",
    inboxId: "i1",
    facts,
    answeredAt: 2300,
    isDialling: false,
    isAgentLost: false,
    recording: "off",
    isPauseAsked: false,
    isPauseRefused: false,
    invited: null,
    legs: [],
    ...change,
  }
}

/** Own leg `l1` listens to call `c1`, which 佐藤 talks in; for tests. */
export function aSupervision(change: Partial<OwnSupervision> = {}): OwnSupervision {
  return { legId: "l1", facts, mode: "listen", agentNames: ["佐藤"], joinedAt: null, ...change }
}

/** The customer's live leg `l0`, which hears the others; for tests. */
export function aLeg(change: Partial<CallLeg> = {}): CallLeg {
  return {
    id: "l0",
    role: "customer",
    purpose: "caller",
    state: "live",
    isHeld: false,
    heldSince: null,
    isHoldAsked: false,
    isHoldRefused: false,
    memberId: null,
    memberName: null,
    number: null,
    startedAt: 0,
    joinedAt: 1,
    leftAt: null,
    leftCause: null,
    ...change,
  }
}

/** Own leg `l1`, which is live; for tests. */
export function ownLeg(change: Partial<CallLeg> = {}): CallLeg {
  return aLeg({ id: "l1", role: "agent", purpose: "answer", memberId: "m1", memberName: "佐藤", ...change })
}

/** What the database says to a page that may answer, unless `change` says otherwise; for tests. */
export function said(
  calls: Partial<OwnCalls>,
  change: Partial<Extract<LegEvent, { kind: "own_phone" }>> = {},
): LegEvent {
  return {
    kind: "own_phone",
    calls: { ...nothingLive, ...calls },
    now: 10,
    ability: "able",
    isSole: true,
    ...change,
  }
}
