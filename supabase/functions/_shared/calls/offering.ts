import type { Context, Queue } from "./context.ts"
import type { Plan } from "./decision.ts"
import type { LegPurpose, OfferPurpose } from "./facts.ts"
import { redirect } from "./legs.ts"
import { busyMembers, customerLeg } from "./parties.ts"
import { type Ranking, rank } from "./rank.ts"
import { type Call, currentRound, legOf, type Offer, openOffer } from "./state.ts"
import { type Instant, millisecondsBetween, plus } from "./time.ts"

/** The page has this long to acknowledge an offer (K3). */
export const acknowledgeMs = 2_000
/** Within this time a redirect into the conference is believed to be on its way; later it counts as lost. */
const redirectLostMs = 5_000
/** Between the last agent of a round and the first of the next, so that one who declines is not rung in a loop. */
export const roundPauseMs = 10_000

/** What the leg of an accepted offer is there for. */
const purposeOfLeg: Record<OfferPurpose, LegPurpose> = {
  queue: "answer",
  consult: "consult",
  resume: "resume",
}

/** Asks the agent who was chosen. */
export function announce(
  plan: Plan,
  ranking: Ranking,
  round: number,
  queue: Queue,
  { now, newId }: Context,
): void {
  if (!ranking.chosen) return
  const expiresAt = plus(now, queue.offerSeconds * 1000)
  const offerId = newId()
  if (plan.call.offers.length === 0 && plan.call.answeredAt === null)
    plan.work.push({ step: "reserve_ticket" })
  plan.record({
    kind: "offer_announced",
    at: now,
    offerId,
    legId: newId(),
    purpose: "queue",
    memberId: ranking.chosen.memberId,
    round,
    expiresAt,
    candidates: ranking.ranked,
  })
  plan.deadlines.push({ kind: "acknowledge", subjectId: offerId, dueAt: plus(now, acknowledgeMs) })
  plan.deadlines.push({ kind: "offer", subjectId: offerId, dueAt: expiresAt })
}

/** Ranks for the call's present round, or for a new one when the present is over and its pause has passed. */
export function rankForCall({ call }: Plan, context: Context): { ranking: Ranking; round: number } {
  const { now, olderCalls, queue } = context
  const busy = busyMembers(call)
  const candidates = context.candidates.map((one) =>
    busy.has(one.memberId) ? { ...one, isBusy: true } : one,
  )
  const round = currentRound(call)
  const asked = call.offers.filter((offer) => offer.purpose === "queue" && offer.round === round)
  const ranking = rank(
    candidates,
    asked.map(({ memberId }) => memberId),
    olderCalls,
    now,
    queue?.order,
  )
  const lastDecidedAt = asked.at(-1)?.decidedAt
  const isPaused = lastDecidedAt == null || millisecondsBetween(lastDecidedAt, now) < roundPauseMs
  if (!ranking.isRoundOver || isPaused) return { ranking, round }
  return { ranking: rank(candidates, [], olderCalls, now, queue?.order), round: round + 1 }
}

/**
 * Brings the customer and the agent of an acknowledged offer together: both are sent into the conference of one stay at
 * once, each by its own request to the provider.
 */
export function connect(plan: Plan, context: Context): void {
  const offer = openOffer(plan.call)
  if (offer?.state !== "acknowledged" || legOf(plan.call, offer.legId)) return
  bringCustomer(plan, context)
  startLeg(plan, offer, context)
}

function bringCustomer(plan: Plan, { now, newId }: Context): void {
  const { call } = plan
  const isOnItsWay = call.customerPlace === "to_conference" && !isRedirectLost(call, now)
  const providerLegId = customerLeg(call)?.providerLegId
  if (call.customerPlace === "conference" || isOnItsWay || providerLegId == null) return
  plan.record({ kind: "customer_sent", at: now, stayId: call.stay?.id ?? newId() })
  redirect(plan, "join")
}

function startLeg(plan: Plan, offer: Offer, { now }: Context): void {
  const { id: callId, contractNumber, isRecorded, phase, stay } = plan.call
  if (stay === null) return
  const { legId, memberId } = offer
  plan.record({
    kind: "leg_started",
    at: now,
    legId,
    role: "agent",
    purpose: phase === "transferring" ? "transfer" : purposeOfLeg[offer.purpose],
    memberId,
    number: null,
    providerLegId: null,
  })
  plan.add({
    kind: "create_leg",
    legId,
    callId,
    memberId,
    stayId: stay.id,
    contractNumber,
    isRecorded,
    timeoutSeconds: Math.max(5, Math.ceil(millisecondsBetween(now, offer.expiresAt) / 1000)),
  })
}

/** Whether the customer should have been seen in the conference by now: without another redirect they may never be. */
export function isRedirectLost({ customerPlace, customerMovedAt }: Call, now: Instant): boolean {
  return customerPlace === "to_conference" && millisecondsBetween(customerMovedAt, now) >= redirectLostMs
}

/** Has the customer hear the queue's music instead of the conference. */
export function sendToQueue(plan: Plan, { now }: Context): void {
  plan.record({ kind: "customer_sent", at: now, stayId: null })
  redirect(plan, "wait")
}
