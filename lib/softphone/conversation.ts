import type { CallLeg, Invited, LiveCall } from "@/lib/phone/schema"

/** Somebody in the call besides the customer and oneself: a colleague by name, or a telephone by its number (null: not readable). */
export type Other = { legId: string; kind: "colleague" | "outside"; name: string | null }

/** Why somebody who was brought in is not there. `failed`: the provider did not connect them. */
type NotThere = "declined" | "unanswered" | "unreachable" | "failed" | "left"

/** Whom one talks with and what is on its way, by the database's word alone; the same in every tab. Moments in ms since 1970. */
export type Conversation = {
  inboxId: string
  hold: {
    isOn: boolean
    since: number | null
    /** Asked for, and not done yet. */
    change: "holding" | "releasing" | null
    isRefused: boolean
  }
  recording: {
    state: LiveCall["recording"]
    change: "pausing" | "resuming" | null
    isRefused: boolean
  }
  /** Who is there. `isDismissible`: brought in later than oneself. */
  others: (Other & { since: number; isDismissible: boolean })[]
  /** Who is on the way: asked, or ringing. */
  invitation: (Other & { isRinging: boolean; since: number }) | null
  /** Who was to come last, and did not, or has gone again. */
  gone: (Other & { why: NotThere }) | null
}

/** Reads a call from the side of the person whose leg is `legId`. */
export function conversationOf(call: LiveCall): Conversation {
  const { legId, legs, invited } = call
  const customer = legs.find(({ role }) => role === "customer")
  const own = legs.find(({ id }) => id === legId)
  const there = legs.filter(({ id, state, role }) => state === "live" && id !== legId && isCompany(role))
  return {
    inboxId: call.inboxId,
    hold: {
      isOn: customer?.isHeld ?? false,
      since: customer?.heldSince ?? null,
      change: changeOf(customer?.isHoldAsked ?? false, customer?.isHeld ?? false, "holding", "releasing"),
      isRefused: customer?.isHoldRefused ?? false,
    },
    recording: {
      state: call.recording,
      change: pauseChange(call, customer),
      isRefused: call.isPauseRefused,
    },
    others: there.map((leg) => ({
      ...otherOf(leg),
      since: leg.joinedAt ?? leg.startedAt,
      isDismissible: isBroughtIn(leg) && (leg.joinedAt ?? 0) >= (own?.joinedAt ?? 0),
    })),
    invitation: invitationOf(legs, invited),
    gone: goneOf(call),
  }
}

const isCompany = (role: CallLeg["role"]) => role === "agent" || role === "outside"
const isBroughtIn = ({ purpose }: CallLeg) => purpose === "consult" || purpose === "transfer"

function changeOf<On extends string, Off extends string>(asked: boolean, is: boolean, on: On, offWord: Off) {
  return asked === is ? null : asked ? on : offWord
}

/** A hold pauses the recording by itself: that is no change anybody waits for. */
function pauseChange({ recording, isPauseAsked }: LiveCall, customer: CallLeg | undefined) {
  if (recording === "off") return null
  const isWanted = isPauseAsked || customer?.isHoldAsked === true || customer?.isHeld === true
  if (isPauseAsked && recording === "on") return "pausing"
  return !isWanted && recording === "paused" ? "resuming" : null
}

function otherOf({ id, role, memberName, number }: CallLeg): Other {
  return role === "outside"
    ? { legId: id, kind: "outside", name: number }
    : { legId: id, kind: "colleague", name: memberName }
}

const isOpen = ({ state }: Invited) =>
  state === "announced" || state === "acknowledged" || state === "ringing"

function invitationOf(legs: readonly CallLeg[], invited: Invited | null): Conversation["invitation"] {
  if (invited && isOpen(invited)) {
    const { legId, memberName, state, askedAt } = invited
    return {
      legId,
      kind: "colleague",
      name: memberName,
      isRinging: state === "ringing",
      since: askedAt,
    }
  }
  const dialled = legs.find(
    ({ role, state }) => role === "outside" && (state === "creating" || state === "ringing"),
  )
  return (
    (dialled && { ...otherOf(dialled), isRinging: dialled.state === "ringing", since: dialled.startedAt }) ??
    null
  )
}

const whyNot: Partial<Record<Invited["state"], NotThere>> = {
  declined: "declined",
  lapsed: "unanswered",
  unacknowledged: "unreachable",
  not_ringing: "unreachable",
  agent_left: "unreachable",
  rights_lost: "unreachable",
  failed: "failed",
}

/** Causes of an end that the person who brought them in, or who left, knows of. */
const known = ["cancelled", "dismissed", "replaced"]

function whyGone({ joinedAt, leftCause }: CallLeg): NotThere | null {
  if (leftCause !== null && known.includes(leftCause)) return null
  if (joinedAt !== null) return "left"
  if (leftCause === "declined" || leftCause === "unanswered") return leftCause
  return "failed"
}

function goneOf({ legs, legId, invited }: LiveCall): Conversation["gone"] {
  const ended = legs
    .filter((leg) => leg.id !== legId && leg.state === "ended" && isBroughtIn(leg))
    // Of a colleague who never came the offer says more.
    .filter((leg) => leg.role === "outside" || leg.joinedAt !== null)
    .map((leg) => ({ ...otherOf(leg), why: whyGone(leg), at: leg.leftAt ?? leg.startedAt }))
  const asked = invited && !isOpen(invited) && invited.state !== "accepted" ? [invited] : []
  const last = [
    ...ended,
    ...asked.map((one) => ({
      legId: one.legId,
      kind: "colleague" as const,
      name: one.memberName,
      why: whyNot[one.state] ?? null,
      at: one.askedAt,
    })),
  ]
    .toSorted((a, b) => a.at - b.at)
    .at(-1)
  if (!last?.why) return null
  const { at: _, why, ...who } = last
  return { ...who, why }
}
