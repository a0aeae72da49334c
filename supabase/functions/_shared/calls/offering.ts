import type { Context, Queue } from "./context.ts"
import type { Plan } from "./decision.ts"
import { closeOffer, giveUp } from "./ending.ts"
import type { ClosedOfferState } from "./facts.ts"
import { type Ranking, rank } from "./rank.ts"
import { type Call, currentRound, legOfOffer, type Offer, openOffer } from "./state.ts"
import { type Instant, millisecondsBetween, plus } from "./time.ts"

/** The page has this long to acknowledge an offer (K3). */
export const acknowledgeMs = 2_000
/** Within this time a redirect into the conference is believed to be on its way; later it counts as lost. */
const redirectLostMs = 5_000
/** Between the last agent of a round and the first of the next, so that one who declines is not rung in a loop. */
export const roundPauseMs = 10_000

/** Closes `offer` and goes on to the next agent, or back to waiting. */
export function passOn(
  plan: Plan,
  offer: Offer,
  state: Exclude<ClosedOfferState, "accepted">,
  context: Context,
): void {
  closeOffer(plan, offer, state, context)
  seekAgent(plan, context)
}

/**
 * Offers a waiting call to the best agent; without one it goes on waiting, or ends when its time is up or nobody is
 * at work. A customer who is in the conference stays there for the next agent and otherwise goes back to the queue.
 */
export function seekAgent(plan: Plan, context: Context): void {
  const { call } = plan
  if (call.phase !== "queued" || call.queuedAt === null || openOffer(call)) return
  const { queue, now } = context
  if (!queue || now >= plus(call.queuedAt, queue.maxWaitSeconds * 1000)) {
    giveUp(plan, context)
    return
  }
  const { ranking, round } = rankForCall(plan, context)
  if (ranking.chosen && !context.isCrowded) announce(plan, ranking, round, queue, context)
  else if (!ranking.mayComeFree) giveUp(plan, context)
  else if (call.customerPlace === "conference" || call.customerPlace === "to_conference")
    sendToQueue(plan, context)
}

function announce(plan: Plan, ranking: Ranking, round: number, queue: Queue, { now, ids }: Context): void {
  if (!ranking.chosen) return
  const expiresAt = plus(now, queue.offerSeconds * 1000)
  const offerId = ids.offer
  if (plan.call.offers.length === 0) plan.work.push({ step: "reserve_ticket" })
  plan.record({
    kind: "offer_announced",
    at: now,
    offerId,
    memberId: ranking.chosen.memberId,
    round,
    expiresAt,
    candidates: ranking.ranked,
  })
  plan.deadlines.push({ kind: "acknowledge", offerId, dueAt: plus(now, acknowledgeMs) })
  plan.deadlines.push({ kind: "offer", offerId, dueAt: expiresAt })
}

/** Ranks for the call's present round, or for a new one when the present is over and its pause has passed. */
function rankForCall(
  { call }: Plan,
  { now, candidates, olderCalls }: Context,
): { ranking: Ranking; round: number } {
  const round = currentRound(call)
  const tried = call.offers.filter((offer) => offer.round === round).map((offer) => offer.memberId)
  const ranking = rank(candidates, tried, olderCalls, now)
  const lastDecidedAt = call.offers.at(-1)?.decidedAt
  const isPaused = lastDecidedAt == null || millisecondsBetween(lastDecidedAt, now) < roundPauseMs
  if (!ranking.isRoundOver || isPaused) return { ranking, round }
  return { ranking: rank(candidates, [], olderCalls, now), round: round + 1 }
}

/** Brings the customer and the agent of an acknowledged offer together: first the one, then the other's leg. */
export function connect(plan: Plan, context: Context): void {
  const { call } = plan
  const offer = openOffer(call)
  if (offer?.state !== "acknowledged" || legOfOffer(call, offer.id)) return
  if (call.customerPlace === "conference") {
    startLeg(plan, offer, context)
  } else if (call.customerPlace !== "to_conference" || isRedirectLost(call, context.now)) {
    plan.record({ kind: "customer_sent", at: context.now, to: "conference" })
    plan.replace({
      kind: "redirect_customer",
      providerCallId: call.providerCallId,
      to: "conference",
      step: `v${plan.call.version}-1`,
    })
  }
}

/** Whether the customer should have been seen in the conference by now: without another redirect they may never be. */
export function isRedirectLost({ customerPlace, customerMovedAt }: Call, now: Instant): boolean {
  return customerPlace === "to_conference" && millisecondsBetween(customerMovedAt, now) >= redirectLostMs
}

function startLeg(plan: Plan, offer: Offer, { now, ids }: Context): void {
  const { conferenceId, contractNumber } = plan.call
  if (conferenceId === null) return
  plan.record({
    kind: "leg_started",
    at: now,
    legId: ids.agentLeg,
    offerId: offer.id,
    memberId: offer.memberId,
  })
  plan.replace({
    kind: "create_agent_leg",
    offerId: offer.id,
    memberId: offer.memberId,
    conferenceId,
    contractNumber,
    timeoutSeconds: Math.max(5, Math.ceil(millisecondsBetween(now, offer.expiresAt) / 1000)),
  })
}

function sendToQueue(plan: Plan, { now }: Context): void {
  plan.record({ kind: "customer_sent", at: now, to: "queue" })
  plan.replace({
    kind: "redirect_customer",
    providerCallId: plan.call.providerCallId,
    to: "wait",
    step: `v${plan.call.version}-1`,
  })
}
