import { readAfterCall, readCalls } from "./machine-readings"
import type { Ability, PhoneEvent, PhoneModel, Stage, Step } from "./model"

/** How long, in ms, an ended call waits for the database to name its after-call work. */
export const afterCallGrace = 4000

/** What follows from `event` for the phone in `phone`. Pure: time comes in with the events. */
export function step(phone: PhoneModel, event: PhoneEvent): Step {
  const { stage } = phone
  switch (event.kind) {
    case "device_changed": {
      const cameBack = event.device === "registered" && phone.device !== "registered"
      const problem = event.device === "registered" ? null : (event.problem ?? phone.problem)
      return {
        phone: { ...phone, device: event.device, problem },
        effects: cameBack ? [{ kind: "read" }] : [],
      }
    }
    case "calls_read":
      return readCalls(phone, event)
    case "offer_heard":
      return heard(phone, event.offerId, event.ability)
    case "after_call_read":
      return readAfterCall(phone, event)
    case "rang":
      return rang(phone, event.offerId, event.now)
    case "ring_stopped":
      return ringStopped(phone, event.offerId)
    case "answer_pressed": {
      if (stage.name !== "ringing") return nothing(phone)
      const { ticketNumber } = stage.offer.facts
      return {
        phone: to(phone, { name: "connecting", offer: stage.offer, answeredAt: event.now }),
        effects: [
          { kind: "answer", offerId: stage.offer.id },
          ...(ticketNumber === null ? [] : [{ kind: "open_ticket" as const, number: ticketNumber }]),
        ],
      }
    }
    case "pass_pressed":
      if (stage.name !== "ringing") return nothing(phone)
      return {
        phone: { ...closed(phone, stage.offer.id), stage: { name: "idle" } },
        effects: [{ kind: "decline", offerId: stage.offer.id }],
      }
    case "connected":
      if (stage.name !== "connecting") return nothing(phone)
      return {
        phone: to(
          { ...closed(phone, stage.offer.id), problem: null },
          { name: "talking", facts: stage.offer.facts, since: event.now, isRecorded: false, isMuted: false },
        ),
        effects: [{ kind: "read" }],
      }
    case "answer_failed":
      if (stage.name !== "connecting") return nothing(phone)
      return {
        phone: { ...closed(phone, stage.offer.id), stage: { name: "idle" }, problem: event.problem },
        effects: [{ kind: "read" }],
      }
    case "disconnected":
      return disconnected(phone, event.now, event.problem)
    case "hang_up_pressed":
      if (stage.name !== "talking" && stage.name !== "connecting") return nothing(phone)
      return {
        phone: ended(phone, event.now),
        effects: [{ kind: "hang_up", callId: factsOf(stage).callId }],
      }
    case "mute_pressed": {
      if (stage.name !== "talking") return nothing(phone)
      const isMuted = !stage.isMuted
      return { phone: to(phone, { ...stage, isMuted }), effects: [{ kind: "mute", isMuted }] }
    }
    case "finish_pressed":
      if (stage.name !== "after_call") return nothing(phone)
      return {
        phone: { ...phone, stage: { name: "idle" }, closedAfterCall: stage.callId },
        effects: [{ kind: "finish_after_call" }],
      }
    case "time_passed": {
      if (stage.name !== "after_call") return nothing(phone)
      const isOver = event.now >= (stage.until ?? stage.endedAt + afterCallGrace)
      return isOver ? { phone: to(phone, { name: "idle" }), effects: [{ kind: "read" }] } : nothing(phone)
    }
    case "problem_seen":
      return { phone: { ...phone, problem: null }, effects: [] }
    default:
      return unknownEvent(event)
  }
}

/** A page that is free and can answer says so at once (K3); what the offer is about is read meanwhile. */
function heard(phone: PhoneModel, offerId: string, ability: Ability): Step {
  const isFree = phone.stage.name === "idle" || phone.stage.name === "after_call"
  if (!isFree || ability !== "able" || phone.acknowledgedOffer === offerId) return nothing(phone)
  return { phone: { ...phone, acknowledgedOffer: offerId }, effects: [{ kind: "acknowledge", offerId }] }
}

function rang(phone: PhoneModel, offerId: string, now: number): Step {
  const { stage } = phone
  // Its end is on the way from the provider.
  if (phone.closedOffers.includes(offerId)) return nothing(phone)
  const rung = { ...phone, rungOffer: offerId }
  if (stage.name === "offered" && stage.offer.id === offerId) {
    return {
      phone: to(rung, { name: "ringing", offer: stage.offer, seenAt: stage.seenAt, ringingAt: now }),
      effects: [{ kind: "report_ringing", offerId }],
    }
  }
  // It rang before the offer was read; the reading will find `rungOffer`.
  return { phone: rung, effects: [{ kind: "read" }] }
}

function ringStopped(phone: PhoneModel, offerId: string): Step {
  const { stage } = phone
  const rest = closed(phone, offerId)
  const isOurs = "offer" in stage && stage.offer.id === offerId
  if (!isOurs) return { phone: rest, effects: [] }
  const problem = stage.name === "connecting" ? "offer_gone" : phone.problem
  return { phone: { ...rest, stage: { name: "idle" }, problem }, effects: [{ kind: "read" }] }
}

function disconnected(phone: PhoneModel, now: number, problem: PhoneModel["problem"]): Step {
  const { stage } = phone
  if (stage.name !== "talking" && stage.name !== "connecting") return nothing(phone)
  return { phone: { ...ended(phone, now), problem: problem ?? phone.problem }, effects: [{ kind: "read" }] }
}

/** After talking comes after-call work; its time is the database's to say and is read next. */
function ended(phone: PhoneModel, now: number): PhoneModel {
  const { stage } = phone
  if (stage.name !== "talking" && stage.name !== "connecting") return phone
  const rest = stage.name === "connecting" ? closed(phone, stage.offer.id) : phone
  const talkedFor = stage.name === "talking" ? now - stage.since : 0
  const facts = factsOf(stage)
  return to(rest, { name: "after_call", callId: facts.callId, facts, talkedFor, endedAt: now, until: null })
}

function factsOf(stage: Extract<Stage, { name: "talking" | "connecting" }>) {
  return stage.name === "talking" ? stage.facts : stage.offer.facts
}

function closed(phone: PhoneModel, offerId: string): PhoneModel {
  const rungOffer = phone.rungOffer === offerId ? null : phone.rungOffer
  if (phone.closedOffers.includes(offerId)) return { ...phone, rungOffer }
  // The newest few are enough: an old offer is not read any more.
  return { ...phone, rungOffer, closedOffers: [...phone.closedOffers, offerId].slice(-8) }
}

function to(phone: PhoneModel, stage: Stage): PhoneModel {
  return { ...phone, stage }
}

function nothing(phone: PhoneModel): Step {
  return { phone, effects: [] }
}

function unknownEvent(event: never): never {
  throw new Error(`the phone knows no event ${JSON.stringify(event)}`)
}
