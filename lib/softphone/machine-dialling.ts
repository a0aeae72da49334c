import { closed, ended, isOver } from "./machine-ends"
import type { PhoneEvent, PhoneModel, Problem, Stage, Step } from "./model"

// A call this page makes: from the app's word that it has begun until somebody talks, or nobody does.

type Dialling = Extract<Stage, { name: "dialling" }>

/** The app has begun a call: own leg is connected. While something else goes on, its leg is given back at once. */
export function dialBegun(phone: PhoneModel, event: Extract<PhoneEvent, { kind: "dial_begun" }>): Step {
  const { legId, facts, now } = event
  const { name } = phone.stage
  if (name !== "idle" && name !== "after_call" && name !== "elsewhere")
    return { phone, effects: [{ kind: "hang_up", legId }] }
  const stage: Dialling = { name: "dialling", legId, facts, since: now, askedAt: now, isConnected: false }
  return {
    phone: { ...phone, stage, problem: null },
    effects: [{ kind: "connect", legId }, { kind: "read" }],
  }
}

/** Own line stands: the ringing is heard, and talking begins when the database says that they answered. */
export function dialConnected(phone: PhoneModel, stage: Dialling): Step {
  return { phone: { ...phone, stage: { ...stage, isConnected: true } }, effects: [{ kind: "read" }] }
}

/** Own line cannot be connected: the call is given up at once, since only this page knows. */
export function dialFailed(phone: PhoneModel, stage: Dialling, problem: Problem): Step {
  const isMicrophone = problem === "microphone_denied" || problem === "microphone_missing"
  return {
    phone: {
      ...closed(phone, stage.legId),
      stage: { name: "idle" },
      problem: isMicrophone ? "dial_microphone" : "dial_failed",
    },
    effects: [{ kind: "hang_up", legId: stage.legId }, { kind: "read" }],
  }
}

/** Takes in what the database says of a call that is being made: its ticket is opened once it is known (C5). */
export function readDialling(
  phone: PhoneModel,
  stage: Dialling,
  read: Extract<PhoneEvent, { kind: "calls_read" }>,
): Step {
  const { legId } = stage
  const { call } = read.calls
  if (isOver(read, legId, stage.since))
    return { phone: ended(phone, read.now), effects: [{ kind: "cut", legId }, { kind: "read" }] }
  if (call?.legId !== legId) return { phone, effects: [] }
  const { facts, isRecorded } = call
  const isNew = stage.facts.ticketNumber === null && facts.ticketNumber !== null
  const next: Stage = call.isDialling
    ? { ...stage, facts }
    : {
        name: "talking",
        legId,
        facts,
        since: read.now,
        askedAt: read.now,
        confirmedAt: read.startedAt,
        isRecorded,
        isMuted: false,
      }
  return {
    phone: { ...phone, stage: next },
    effects: isNew ? [{ kind: "open_ticket", number: facts.ticketNumber ?? 0 }] : [],
  }
}
