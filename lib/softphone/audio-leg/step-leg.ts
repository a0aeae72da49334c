import type { AudioLeg, LegEvent, LegStep } from "@/lib/softphone/model"
import { carried, nothing, off } from "./leg-ends"
import { reportLost } from "./missing-leg"
import { ownPhoneSaid } from "./own-phone-said"
import { answer, reconnected, resumeAgain, resumeFailed, returnFailed, returnPressed } from "./returning"
import { stepSupervising } from "./supervising"

/** How often, in ms, the database is asked about a leg that it has not named yet. */
export const askAgainEvery = 3000

/** What follows from `event` for the page's own audio. Pure: time comes in with the events. */
export function stepLeg(leg: AudioLeg, event: LegEvent): LegStep {
  if (event.kind === "own_phone") return ownPhoneSaid(leg, event)
  if (leg.name === "supervising") return stepSupervising(leg, event)
  switch (event.kind) {
    case "rang":
      return rang(leg, event)
    case "ring_stopped":
      return ringStopped(leg, event)
    case "dial_begun":
      return dialBegun(leg, event)
    case "connected":
      return connected(leg, event)
    case "connect_failed":
      return connectFailed(leg, event)
    case "reconnecting":
      return leg.name === "live" && leg.legId === event.legId
        ? { leg: { ...leg, name: "lost" }, effects: [] }
        : nothing(leg)
    case "reconnected":
      return leg.name === "lost" && leg.legId === event.legId ? reconnected(leg) : nothing(leg)
    case "disconnected": {
      const isOurs = carried(leg)?.legId === event.legId
      if (!isOurs) return nothing(leg)
      return { leg: off(leg, event.now), effects: [], ...(event.problem && { problem: event.problem }) }
    }
    case "answer_pressed":
      return leg.name === "ringing" && leg.offer ? answer(leg.legId, leg.offer, event.now) : nothing(leg)
    case "pass_pressed":
      if (leg.name !== "ringing" || !leg.offer) return nothing(leg)
      return {
        leg: off(leg, event.now),
        effects: [{ kind: "decline", offerId: leg.offer.id, legId: leg.legId, cause: "passed" }],
      }
    case "return_pressed":
      return returnPressed(leg, event)
    case "return_failed":
      return returnFailed(leg, event.legId)
    case "resume_failed":
      return resumeFailed(leg, event)
    case "hang_up_pressed": {
      const ending = carried(leg)
      if (!ending) return nothing(leg)
      return { leg: off(leg, event.now), effects: [{ kind: "hang_up", legId: ending.legId }] }
    }
    case "mute_pressed": {
      if (leg.name !== "live" && leg.name !== "lost") return nothing(leg)
      const isMuted = !leg.isMuted
      return { leg: { ...leg, isMuted }, effects: [{ kind: "mute", isMuted }] }
    }
    case "time_passed":
      return timePassed(leg, event.now)
    default:
      return unknownEvent(event)
  }
}

type Of<Kind extends LegEvent["kind"]> = Extract<LegEvent, { kind: Kind }>

function rang(leg: AudioLeg, { legId, now }: Of<"rang">): LegStep {
  // Answered already, or its end is on the way from the provider.
  if (carried(leg) || (leg.name === "off" && leg.done?.legId === legId)) return nothing(leg)
  if (leg.name === "ringing" && leg.legId === legId) return nothing(leg)
  // Whoever comes back has pressed already.
  if (leg.name === "returning" && leg.legId === legId) return answer(legId, leg.offer, now)
  if (leg.name === "offered" && leg.legId === legId) {
    return {
      leg: { ...leg, name: "ringing", ringingAt: now },
      effects: [{ kind: "report_ringing", offerId: leg.offer.id }],
    }
  }
  // It rang sooner than its offer was heard of.
  return {
    leg: { name: "ringing", legId, offer: null, seenAt: now, ringingAt: now },
    effects: [{ kind: "read" }],
  }
}

function ringStopped(leg: AudioLeg, { legId, now }: Of<"ring_stopped">): LegStep {
  if (leg.name === "off" || leg.legId !== legId) return nothing(leg)
  if (leg.name === "offered" || leg.name === "ringing") return { leg: off(leg, now), effects: [] }
  if (leg.name === "returning") return { leg: off(leg, now), effects: [], problem: "return_failed" }
  return leg.name === "connecting"
    ? { leg: off(leg, now, false), effects: [], problem: "offer_gone" }
    : nothing(leg)
}

/** The app has begun a call. While other audio goes on, its leg is given back at once. */
function dialBegun(leg: AudioLeg, { legId, facts, now }: Of<"dial_begun">): LegStep {
  if (leg.name !== "off") return { leg, effects: [{ kind: "hang_up", legId }] }
  return {
    leg: { name: "dialling", legId, facts, since: now, isOwn: true, seen: "nothing", askedAt: now },
    effects: [{ kind: "connect", legId }],
    problem: null,
  }
}

/** The provider's word that the leg stands; one that belongs to nothing here any more is ended again. */
function connected(leg: AudioLeg, { legId, now }: Of<"connected">): LegStep {
  const ours = carried(leg)
  if (ours?.legId !== legId) return { leg, effects: [{ kind: "cut", legId }] }
  if (ours.name === "live" || ours.name === "lost") return nothing(leg)
  const { facts, isOwn, seen, since } = ours
  // Not before: a page that is being drawn keeps the connection waiting. One's own call opened it when it was named.
  const number = isOwn ? null : facts.ticketNumber
  return {
    leg: {
      name: "live",
      legId,
      facts,
      isOwn,
      seen,
      since: isOwn ? since : now,
      askedAt: now,
      isMuted: false,
      awaited: null,
    },
    effects: number === null ? [] : [{ kind: "open_ticket", number }],
    problem: null,
  }
}

/** Nobody is there for the other end: what was asked for is given back at once, since only this page knows. */
function connectFailed(leg: AudioLeg, { legId, problem, now }: Of<"connect_failed">): LegStep {
  if (leg.name === "off" || leg.legId !== legId) return nothing(leg)
  const isMicrophone = problem === "microphone_denied" || problem === "microphone_missing"
  if (leg.name === "dialling") {
    return {
      leg: off(leg, now),
      effects: [{ kind: "hang_up", legId }, { kind: "read" }],
      problem: isMicrophone ? "dial_microphone" : "dial_failed",
    }
  }
  if (leg.name !== "connecting") return nothing(leg)
  if (leg.offer.purpose === "resume") {
    return {
      leg: off(leg, now, false),
      // Not passed on: who was lost may try once more.
      effects: [{ kind: "decline", offerId: leg.offer.id, legId, cause: "microphone" }, { kind: "read" }],
      problem: isMicrophone ? "return_microphone" : "return_failed",
    }
  }
  return {
    leg: off(leg, now, false),
    effects: [
      { kind: "decline", offerId: leg.offer.id, legId, cause: isMicrophone ? "microphone" : "passed" },
      { kind: "read" },
    ],
    problem,
  }
}

/** What the database has not named yet is asked for: its word may have been lost. */
function timePassed(leg: AudioLeg, now: number): LegStep {
  if (leg.name === "off") {
    return leg.missing && now - leg.missing.toldAt >= askAgainEvery
      ? reportLost(leg, leg.missing.legId, now)
      : nothing(leg)
  }
  if (leg.name === "ringing") {
    if (leg.offer || now - leg.seenAt < askAgainEvery) return nothing(leg)
    return { leg: { ...leg, seenAt: now }, effects: [{ kind: "read" }] }
  }
  if (leg.name === "returning") {
    if (now - leg.askedAt < askAgainEvery) return nothing(leg)
    return { leg: { ...leg, askedAt: now }, effects: [{ kind: "read" }] }
  }
  const ours = carried(leg)
  if (ours?.name === "live" && ours.awaited?.isTold === false) {
    return now - ours.askedAt < askAgainEvery ? nothing(leg) : resumeAgain(ours, now)
  }
  if (!ours || ours.seen === "call" || now - ours.askedAt < askAgainEvery) return nothing(leg)
  return { leg: { ...ours, askedAt: now }, effects: [{ kind: "read" }] }
}

function unknownEvent(event: never): never {
  throw new Error(`own audio knows no event ${JSON.stringify(event)}`)
}
