import type { Context } from "../context.ts"
import type { Plan } from "../decision.ts"
import { closeOffer } from "../ending.ts"
import type { ClosedOfferState, OfferPurpose } from "../facts.ts"
import { seekAgent, takeStep } from "../seeking.ts"
import { isForwarding, type Offer } from "../state.ts"
import { isInviting, offerOn } from "./alone.ts"
import { afterResume } from "./lost.ts"

type Unanswered = Exclude<ClosedOfferState, "accepted">

/** What an offer that ended without an answer leads to: nothing of it moves a customer who talks. */
const afterOffer: Record<
  OfferPurpose,
  (plan: Plan, context: Context, offer: Offer, state: Unanswered) => void
> = {
  queue: seekAgent,
  consult: afterInvitation,
  resume: (plan, context, offer, state) => afterResume(plan, offer, state, context),
}

/** Closes `offer` and goes on as its purpose says. */
export function passOn(plan: Plan, offer: Offer, state: Unanswered, context: Context): void {
  closeOffer(plan, offer, state, context)
  afterOffer[offer.purpose](plan, context, offer, state)
}

/** Whom somebody in the call wanted to bring in is not coming: who asked is still there, or else the call is offered on, or goes on in its flow. */
export function afterInvitation(plan: Plan, context: Context): void {
  if (isForwarding(plan.call)) takeStep(plan, { kind: "not_reached" }, context)
  if (plan.call.phase === "transferring" && !isInviting(plan.call)) offerOn(plan, context)
}
