import type { Presence } from "./schema"

/** What a colleague is doing, in the order in which people look for somebody who can help. */
export const presenceStates = [
  "available",
  "after_call",
  "ringing",
  "dialling",
  "talking",
  "lost",
  "offline",
] as const
export type PresenceState = (typeof presenceStates)[number]

/** One word for a person: what they do comes before what they chose; `lost` chose to be there but is not heard from. */
export function presenceState(presence: Pick<Presence, "status" | "isSignedIn" | "activity">): PresenceState {
  if (presence.activity !== "none") return presence.activity
  if (presence.status === "offline") return "offline"
  return presence.isSignedIn ? "available" : "lost"
}

/** Since when, in ms since 1970. */
export function presenceSince(presence: Presence): number {
  return presence.activity === "none"
    ? presence.statusSince
    : (presence.activitySince ?? presence.statusSince)
}

/** Those who can help first; within a state the longest there first. */
export function byHelpfulness(a: Presence, b: Presence): number {
  const order = presenceStates.indexOf(presenceState(a)) - presenceStates.indexOf(presenceState(b))
  return order || presenceSince(a) - presenceSince(b)
}

/** People stand in no order of time; who shows them orders them. */
export function placeOfMember({ memberId }: Pick<Presence, "memberId">) {
  return { at: "", id: memberId }
}
