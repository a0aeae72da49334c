import { dialBegun, dialConnected, dialFailed } from "./machine-dialling"
import { closed, ended, legOf } from "./machine-ends"
import { readAfterCall, readCalls } from "./machine-readings"
import type { PhoneEvent, PhoneModel, Problem, Stage, Step } from "./model"

/** How long, in ms, an ended call waits for the database to name its after-call work. */
export const afterCallGrace = 4000
/** How often, in ms, the database is asked about a call that no reading has shown yet. */
export const askAgainEvery = 3000

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
    case "after_call_read":
      return readAfterCall(phone, event)
    case "rang":
      return rang(phone, event.legId, event.now)
    case "ring_stopped":
      return ringStopped(phone, event.legId)
    case "dial_begun":
      return dialBegun(phone, event)
    case "answer_pressed": {
      if (stage.name !== "ringing") return nothing(phone)
      const { ticketNumber } = stage.offer.facts
      return {
        phone: to(phone, {
          name: "connecting",
          offer: stage.offer,
          answeredAt: event.now,
          askedAt: event.now,
        }),
        effects: [
          { kind: "answer", legId: stage.offer.legId },
          ...(ticketNumber === null ? [] : [{ kind: "open_ticket" as const, number: ticketNumber }]),
        ],
      }
    }
    case "pass_pressed":
      if (stage.name !== "ringing") return nothing(phone)
      return {
        phone: { ...closed(phone, stage.offer.legId), stage: { name: "idle" } },
        effects: [{ kind: "decline", offerId: stage.offer.id, legId: stage.offer.legId, cause: "passed" }],
      }
    case "connected":
      return connected(phone, event.legId, event.now)
    case "answer_failed":
      return answerFailed(phone, event.legId, event.problem)
    case "disconnected":
      return disconnected(phone, event)
    case "hang_up_pressed":
      if (stage.name !== "talking" && stage.name !== "connecting" && stage.name !== "dialling")
        return nothing(phone)
      return {
        phone: ended(phone, event.now),
        effects: [{ kind: "hang_up", legId: legOf(stage) }],
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
      if (isUnconfirmed(stage) && event.now - stage.askedAt >= askAgainEvery) {
        return { phone: to(phone, { ...stage, askedAt: event.now }), effects: [{ kind: "read" }] }
      }
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

function rang(phone: PhoneModel, legId: string, now: number): Step {
  const { stage } = phone
  // Its end is on the way from the provider.
  if (phone.closedLegs.includes(legId)) return nothing(phone)
  const rung = { ...phone, rungLeg: legId }
  if (stage.name === "offered" && stage.offer.legId === legId) {
    return {
      phone: to(rung, { name: "ringing", offer: stage.offer, seenAt: stage.seenAt, ringingAt: now }),
      effects: [{ kind: "report_ringing", offerId: stage.offer.id }],
    }
  }
  // It rang before the offer was read; the reading will find `rungLeg`.
  return { phone: rung, effects: [{ kind: "read" }] }
}

/** The provider's word that the leg stands; one that belongs to nothing here any more is ended again. */
function connected(phone: PhoneModel, legId: string, now: number): Step {
  const { stage } = phone
  if (stage.name === "dialling" && stage.legId === legId) return dialConnected(phone, stage)
  if (stage.name !== "connecting" || stage.offer.legId !== legId) {
    const isKnown = stage.name === "talking" && stage.legId === legId
    return isKnown ? nothing(phone) : { phone, effects: [{ kind: "cut", legId }] }
  }
  return {
    phone: to(
      { ...closed(phone, legId), problem: null },
      {
        name: "talking",
        legId,
        facts: stage.offer.facts,
        since: now,
        askedAt: now,
        confirmedAt: null,
        isRecorded: false,
        isMuted: false,
      },
    ),
    effects: [{ kind: "read" }],
  }
}

/** Nobody is there for the caller: the offer is given back at once, since only this page knows. */
function answerFailed(phone: PhoneModel, legId: string, problem: Problem): Step {
  const { stage } = phone
  if (stage.name === "dialling" && stage.legId === legId) return dialFailed(phone, stage, problem)
  if (stage.name !== "connecting" || stage.offer.legId !== legId) return nothing(phone)
  const cause = problem === "microphone_denied" || problem === "microphone_missing" ? "microphone" : "passed"
  return {
    phone: { ...closed(phone, legId), stage: { name: "idle" }, problem },
    effects: [{ kind: "decline", offerId: stage.offer.id, legId, cause }, { kind: "read" }],
  }
}

function ringStopped(phone: PhoneModel, legId: string): Step {
  const { stage } = phone
  const rest = closed(phone, legId)
  const isOurs = "offer" in stage && stage.offer.legId === legId
  if (!isOurs) return { phone: rest, effects: [] }
  const problem = stage.name === "connecting" ? "offer_gone" : phone.problem
  return { phone: { ...rest, stage: { name: "idle" }, problem }, effects: [{ kind: "read" }] }
}

function disconnected(
  phone: PhoneModel,
  { legId, now, problem }: Extract<PhoneEvent, { kind: "disconnected" }>,
): Step {
  const { stage } = phone
  const isOurs =
    ((stage.name === "talking" || stage.name === "dialling") && stage.legId === legId) ||
    (stage.name === "connecting" && stage.offer.legId === legId)
  if (!isOurs) return nothing(phone)
  return { phone: { ...ended(phone, now), problem: problem ?? phone.problem }, effects: [{ kind: "read" }] }
}

function isUnconfirmed(
  stage: Stage,
): stage is Extract<Stage, { name: "connecting" | "dialling" | "talking" }> {
  return (
    stage.name === "connecting" ||
    stage.name === "dialling" ||
    (stage.name === "talking" && stage.confirmedAt === null)
  )
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
