import type { AudioLeg, LegEvent, LegStep } from "@/lib/softphone/model"
import { nothing } from "./leg-ends"

// K2: the audio of a leg lives in one page alone, the one that leads. When that has crashed while another page goes on beating,
// nobody misses it: whichever page leads next says that the audio is gone.

type Off = Extract<AudioLeg, { name: "off" }>

/**
 * What the database says of own leg to a page without audio, where no other page can have it either: null unless that leg is
 * live, and nobody waits for its agent yet. A leg this page is done with is ending. It is told once; `reportLost` repeats it.
 */
export function missingLeg(
  leg: Off,
  { calls: { call }, isSole, now }: Extract<LegEvent, { kind: "own_phone" }>,
): LegStep | null {
  if (!isSole || !call || call.isAgentLost || call.legId === leg.done?.legId) return null
  if (!call.legs.some(({ id, state }) => id === call.legId && state === "live")) return null
  return leg.missing?.legId === call.legId ? nothing(leg) : reportLost(leg, call.legId, now)
}

/** Tells the app that the audio of `legId` is gone, for the first time or again: it may not have heard it. */
export function reportLost({ done }: Off, legId: string, now: number): LegStep {
  return {
    leg: { name: "off", done, missing: { legId, toldAt: now } },
    effects: [{ kind: "report_lost", legId }],
  }
}
