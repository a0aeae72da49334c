import { readDialling } from "./machine-dialling"
import { closed, ended, isOver } from "./machine-ends"
import type { LiveCall, Offer, PhoneEffect, PhoneEvent, PhoneModel, Stage, Step } from "./model"

type CallsRead = Extract<PhoneEvent, { kind: "calls_read" }>
type AfterCallRead = Extract<PhoneEvent, { kind: "after_call_read" }>

/** Takes in what the database says of own offer and call. The provider's word wins about the page's own audio. */
export function readCalls(phone: PhoneModel, read: CallsRead): Step {
  const { stage } = phone
  const offer =
    read.calls.offer && !phone.closedLegs.includes(read.calls.offer.legId) ? read.calls.offer : null
  switch (stage.name) {
    case "connecting":
      return connecting(phone, stage, read)
    case "dialling":
      return readDialling(phone, stage, read)
    case "talking":
      return talking(phone, stage, read)
    case "ringing":
      if (offer?.id === stage.offer.id) return stay(phone, { ...stage, offer })
      // Asked for before it rang: the reading is older than the ring.
      if (read.startedAt < stage.ringingAt) return stay(phone)
      return { phone: { ...phone, stage: { name: "idle" }, rungLeg: null }, effects: [] }
    case "offered":
      if (offer?.id === stage.offer.id) return stay(phone, { ...stage, offer })
      return offer ? takeOffer(phone, offer, read) : rest(phone, read.calls.call)
    case "after_call":
      return offer ? takeOffer(phone, offer, read) : stay(phone)
    case "idle":
    case "elsewhere":
      return offer ? takeOffer(phone, offer, read) : rest(phone, read.calls.call)
  }
}

function takeOffer(phone: PhoneModel, offer: Offer, read: CallsRead): Step {
  if (read.ability === "unreachable") return rest(phone, read.calls.call)
  if (read.ability === "other_tab") {
    return stay(phone, { name: "elsewhere", facts: offer.facts, isRinging: true })
  }
  const { now } = read
  if (phone.rungLeg === offer.legId) {
    return {
      phone: { ...phone, stage: { name: "ringing", offer, seenAt: now, ringingAt: now } },
      effects: [{ kind: "report_ringing", offerId: offer.id }],
    }
  }
  const isToAcknowledge = offer.state === "announced"
  return {
    phone: { ...phone, stage: { name: "offered", offer, seenAt: now } },
    effects: isToAcknowledge ? [{ kind: "acknowledge", offerId: offer.id }] : [],
  }
}

/** Nothing is offered. A live call that this page does not carry lives in another tab, or is just ending. */
function rest(phone: PhoneModel, call: LiveCall | null): Step {
  if (call) return stay(phone, { name: "elsewhere", facts: call.facts, isRinging: false })
  // After the other tab's call comes after-call work, which is read with own status.
  const effects: PhoneEffect[] = phone.stage.name === "elsewhere" ? [{ kind: "read" }] : []
  return { phone: { ...phone, stage: { name: "idle" } }, effects }
}

type Talking = Extract<Stage, { name: "talking" }>
type Connecting = Extract<Stage, { name: "connecting" }>

/** Being answered: the line tells what comes of it, unless there is nothing left to be answered. */
function connecting(phone: PhoneModel, stage: Connecting, read: CallsRead): Step {
  const { legId } = stage.offer
  if (!isOver(read, legId, stage.answeredAt)) return stay(phone)
  return {
    phone: { ...closed(phone, legId), stage: { name: "idle" }, problem: "offer_gone" },
    effects: [{ kind: "cut", legId }, { kind: "read" }],
  }
}

/** Talking: ends by the line's word or by the database's, whichever comes first. */
function talking(phone: PhoneModel, stage: Talking, read: CallsRead): Step {
  const { legId } = stage
  const { call } = read.calls
  if (isOver(read, legId, stage.confirmedAt ?? stage.since)) {
    return { phone: ended(phone, read.now), effects: [{ kind: "cut", legId }, { kind: "read" }] }
  }
  if (call?.legId !== legId) return stay(phone)
  const confirmedAt = stage.confirmedAt ?? read.startedAt
  return stay(phone, { ...stage, confirmedAt, facts: call.facts, isRecorded: call.isRecorded })
}

/** Takes in the after-call work the database knows of (E8). */
export function readAfterCall(phone: PhoneModel, read: AfterCallRead): Step {
  const { stage } = phone
  const work = read.afterCall
  if (stage.name === "idle") {
    const isOpen = work !== null && work.until > read.now
    if (!isOpen || (work.callId !== null && work.callId === phone.closedAfterCall)) return stay(phone)
    return stay(phone, { name: "after_call", facts: null, talkedFor: 0, endedAt: read.now, ...work })
  }
  if (stage.name !== "after_call" || read.startedAt < stage.endedAt) return stay(phone)
  // Known before and gone now: recorded or finished. Never known yet: the end of the call is still on its way.
  if (work === null) return stay(phone, stage.until === null ? stage : { name: "idle" })
  return stay(phone, { ...stage, until: work.until, reason: work.reason })
}

function stay(phone: PhoneModel, stage: Stage = phone.stage): Step {
  return { phone: stage === phone.stage ? phone : { ...phone, stage }, effects: [] }
}
