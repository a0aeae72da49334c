import type { CallFacts, LiveCall, Offer, OwnCalls } from "@/lib/phone/schema"
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

export const nothingLive: OwnCalls = { offer: null, call: null }

/** An announced offer `o1`, with leg `l1`, of call `c1` that stands for 20 s; for tests. */
export function anOffer(change: Partial<Offer> = {}): Offer {
  return {
    id: "o1",
    legId: "l1",
    state: "announced",
    facts,
    flowName: "平日フロー",
    queueName: "サポート一次",
    standsFor: 20_000,
    lastExchange: null,
    ...change,
  }
}

/** The live leg `l1` of call `c1`; for tests. */
export function aCall(change: Partial<LiveCall> = {}): LiveCall {
  return {
    legId: "l1",
    direction: "inbound",
    facts,
    answeredAt: 2300,
    isDialling: false,
    recording: "off",
    legs: [],
    ...change,
  }
}

/** What the database says to a page that may answer, unless `change` says otherwise; for tests. */
export function said(
  calls: Partial<OwnCalls>,
  change: Partial<Extract<LegEvent, { kind: "own_phone" }>> = {},
): LegEvent {
  return { kind: "own_phone", calls: { ...nothingLive, ...calls }, now: 10, ability: "able", ...change }
}
