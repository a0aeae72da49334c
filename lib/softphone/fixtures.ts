import type { CallFacts, LiveCall, MyLiveCall, Offer } from "@/lib/phone/schema"
import type { PhoneEvent } from "./model"

const facts: CallFacts = {
  callId: "c1",
  inboxName: "お客様サポート",
  ticketNumber: 10482,
  customerNumber: "+819012345678",
  contactName: "久保田 浩二",
  company: "小料理ひさご",
  contractNumber: "+81312345678",
}

export const nothingLive: MyLiveCall = { offer: null, call: null }

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
  return { legId: "l1", facts, answeredAt: 2300, isRecorded: false, isDialling: false, ...change }
}

/** A reading of `calls` by a page that may answer, unless `change` says otherwise; for tests. */
export function readingOf(
  calls: MyLiveCall,
  change: Partial<Extract<PhoneEvent, { kind: "calls_read" }>> = {},
): PhoneEvent {
  return { kind: "calls_read", calls, startedAt: 0, now: 10, ability: "able", ...change }
}
