import type { Context } from "../context.ts"
import type { Plan } from "../decision.ts"
import { dismissSupervisors, endInvitations } from "../ending.ts"
import type { ClosedOfferState } from "../facts.ts"
import { currentRound, type Leg, legOf, type Offer } from "../state.ts"
import { plus } from "../time.ts"
import { isInviting, offerOn } from "./alone.ts"
import { setHold } from "./holding.ts"

// Who talked alone with the customer is gone without having meant to (K2).

/** Who was lost may come back within this time; then the call is offered on (K2). */
const comeBackMs = 30_000
/**
 * A page mutes itself, says that it hangs up and cuts the audio once that is known, or after a second: the word of one whose network
 * is slow comes within this time of its leg's end. Nobody is asked to come back to a call they have ended.
 */
const wordMs = 1_500
/** Whose softphone fails again and again is not coming back. */
const mostTries = 3

/**
 * Who talked alone with the customer is gone without having meant to: the customer waits with music, the call is kept for them. Of one
 * whose leg has ended the word that it was meant may still come.
 */
export function loseAgent(plan: Plan, { id: legId, memberId }: Leg, context: Context): void {
  if (memberId === null) return
  endInvitations(plan, context)
  plan.record({ kind: "agent_lost", at: context.now, legId, memberId })
  dismissSupervisors(plan, context)
  setHold(plan, true, context)
  const mayHaveMeantIt = legOf(plan.call, legId)?.state === "ended"
  if (!mayHaveMeantIt || context.unfit.includes(memberId)) inviteBack(plan, context)
  else plan.deadlines.push({ kind: "come_back", subjectId: legId, dueAt: plus(context.now, wordMs) })
}

/** Nobody has said that the end of that leg was meant: who talked on it is asked to come back. */
export function askBack(plan: Plan, legId: string, context: Context): void {
  const { lost, phase } = plan.call
  if (phase === "agent_lost" && lost?.legId === legId && !isInviting(plan.call)) inviteBack(plan, context)
}

function inviteBack(plan: Plan, context: Context): void {
  const { lost } = plan.call
  const { now, newId, unfit } = context
  if (lost === null) return
  if (unfit.includes(lost.memberId)) {
    offerOn(plan, context)
    return
  }
  const [offerId, legId, expiresAt] = [newId(), newId(), plus(lost.at, comeBackMs)]
  plan.record({
    kind: "offer_announced",
    at: now,
    offerId,
    legId,
    purpose: "resume",
    memberId: lost.memberId,
    round: currentRound(plan.call),
    expiresAt,
    candidates: [],
  })
  plan.deadlines.push({ kind: "offer", subjectId: offerId, dueAt: expiresAt })
}

/** An invitation to come back has ended without an answer: a softphone that failed may do better, else the call is offered on. */
export function afterResume(
  plan: Plan,
  offer: Offer,
  state: Exclude<ClosedOfferState, "accepted">,
  context: Context,
): void {
  const { lost, offers } = plan.call
  if (lost === null) return
  const tries = offers.filter(({ purpose, announcedAt }) => purpose === "resume" && announcedAt >= lost.at)
  const mayRetry = state === "failed" || state === "not_ringing" || state === "agent_left"
  if (mayRetry && tries.length < mostTries && context.now < offer.expiresAt) inviteBack(plan, context)
  else offerOn(plan, context)
}
