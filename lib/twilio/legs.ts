import "server-only"
import { setTimeout as sleep } from "node:timers/promises"
import { legReportAddress, stayReportAddress, voiceAddress } from "@/lib/twilio/addresses"
import { isRefused, provider, providerErrorCode, providerErrors } from "@/lib/twilio/client"
import { identityOf } from "@/lib/twilio/identity"
import { endCauseOf } from "@/lib/twilio/status-events"
import type { Effect } from "@/supabase/functions/_shared/calls/effects"
import type { LegEndCause } from "@/supabase/functions/_shared/calls/events"
import type { SupervisionMode } from "@/supabase/functions/_shared/calls/facts"

type Of<Kind extends Effect["kind"]> = Extract<Effect, { kind: Kind }>

const { notFound, notInProgress, labelInUse } = providerErrors

/** Sends a leg to another address of ours. False when whoever was on it has gone. */
export async function redirectLeg({ legId, providerLegId, to, step }: Of<"redirect_leg">): Promise<boolean> {
  const url = voiceAddress(to, legId, step)
  // A call is not in progress until it has taken in its first instructions, which may still be on their way.
  for (let attempt = 1; ; attempt++) {
    try {
      await provider().calls(providerLegId).update({ url, method: "POST" })
      return true
    } catch (error) {
      const code = providerErrorCode(error)
      if (code === notFound) return false
      if (code !== notInProgress) throw error
      if ((await legStanding(providerLegId)).is === "gone") return false
      if (attempt === 8) throw error
    }
    await sleep(100 * attempt)
  }
}

/** How a leg stands: it has ended (one nobody knows any more: completed), is on its way, or somebody has answered it. */
export async function legStanding(
  providerLegId: string,
): Promise<{ is: "coming" | "answered" } | { is: "gone"; cause: LegEndCause }> {
  try {
    const { status } = await provider().calls(providerLegId).fetch()
    const cause = endCauseOf(status)
    if (cause) return { is: "gone", cause }
    return { is: status === "in-progress" ? "answered" : "coming" }
  } catch (error) {
    if (providerErrorCode(error) === notFound) return { is: "gone", cause: "completed" }
    throw error
  }
}

/**
 * Rings an agent's softphone into the conference of a stay, by its name: the customer is on the way there at the same time, and
 * whoever comes first makes it, with the same settings (twilio.md 3). Returns as {@link callInto} does.
 */
export function createLeg(effect: Of<"create_leg">, mayExist: boolean): Promise<string | null> {
  const to = `client:${identityOf(effect.memberId)}?leg=${effect.legId}`
  const { supervision } = effect
  const manner = supervision
    ? { ...mannerOf(supervision.mode, supervision.coachedProviderLegId), startConferenceOnEnter: false }
    : {}
  return callInto(effect, { to, earlyMedia: false, ...manner }, mayExist)
}

/** How somebody who supervises is heard: by nobody, by the participant they coach alone, or by all. */
export function mannerOf(mode: SupervisionMode, coachedProviderLegId: string | null) {
  return {
    muted: mode === "listen",
    coaching: mode === "whisper",
    ...(mode === "whisper" && coachedProviderLegId !== null ? { callSidToCoach: coachedProviderLegId } : {}),
  }
}

/** Dials a telephone into the conference of a stay, where its ringing can be heard (twilio.md 8). Returns as {@link callInto} does. */
export function dialLeg(effect: Of<"dial_leg">, mayExist: boolean): Promise<string | null> {
  return callInto(effect, { to: effect.number, earlyMedia: true }, mayExist)
}

/**
 * Calls somebody into a conference. The label makes the leg once (twilio.md 4): with `mayExist` it is looked for before. Returns
 * the leg's id at the provider, or null when the provider refuses.
 */
async function callInto(
  effect: Of<"create_leg"> | Of<"dial_leg">,
  own: Partial<ReturnType<typeof mannerOf>> & {
    to: string
    earlyMedia: boolean
    startConferenceOnEnter?: boolean
  },
  mayExist: boolean,
): Promise<string | null> {
  const { legId, callId, stayId, contractNumber, isRecorded, timeoutSeconds } = effect
  const existing = mayExist ? await legOfLabel(stayId, legId) : null
  if (existing) return existing
  try {
    const { callSid } = await provider()
      .conferences(stayId)
      .participants.create({
        from: contractNumber,
        label: legId,
        beep: "false",
        waitUrl: "",
        startConferenceOnEnter: true,
        ...own,
        endConferenceOnExit: false,
        // A backstop: our own deadline ends the offer (twilio.md 6).
        timeout: timeoutSeconds,
        statusCallback: legReportAddress(legId),
        statusCallbackMethod: "POST",
        statusCallbackEvent: ["answered", "completed"],
        conferenceStatusCallback: stayReportAddress("conference", callId, stayId),
        conferenceStatusCallbackMethod: "POST",
        conferenceStatusCallbackEvent: ["join", "leave", "end"],
        ...(isRecorded
          ? {
              conferenceRecord: "record-from-start",
              conferenceTrim: "do-not-trim",
              conferenceRecordingStatusCallback: stayReportAddress("recording", callId, stayId),
              conferenceRecordingStatusCallbackMethod: "POST",
              conferenceRecordingStatusCallbackEvent: ["completed", "absent"],
            }
          : {}),
      })
    return callSid
  } catch (error) {
    if (providerErrorCode(error) === labelInUse) return await legOfLabel(stayId, legId)
    if (isRefused(error)) return null
    throw error
  }
}

/** Ends a leg, ringing or answered; one whose id nobody has told us is looked for by its label. Ended legs and none are fine. */
export async function endLeg({ providerLegId, legId, stayId }: Of<"end_leg">): Promise<void> {
  const id = providerLegId ?? (stayId === null ? null : await legOfLabel(stayId, legId))
  // `completed` ends both; `canceled` would miss a leg that was just answered.
  if (id !== null) await unlessGone(provider().calls(id).update({ status: "completed" }))
}

/** From now on that leg's leaving ends the conference. */
export async function endOnExit({ providerLegId, conferenceId }: Of<"end_on_exit">): Promise<void> {
  const participant = provider().conferences(conferenceId).participants(providerLegId)
  await unlessGone(participant.update({ endConferenceOnExit: true }))
}

/**
 * Closes the conference of a stay, and whatever else has its name: an agent who was called into one that had just ended sits in
 * another, alone (twilio.md 3). Whoever is in it is released.
 */
export async function endStay({ stayId, conferenceId }: Of<"end_stay">): Promise<void> {
  const known = conferenceId === null ? [] : [conferenceId]
  for (const id of new Set([...known, ...(await openConferences(stayId))]))
    await unlessGone(provider().conferences(id).update({ status: "completed" }))
}

/** The provider's id of the leg with that label in the conference of that name; null when there is none. */
async function legOfLabel(name: string, label: string): Promise<string | null> {
  for (const sid of await openConferences(name)) {
    try {
      return (await provider().conferences(sid).participants(label).fetch()).callSid
    } catch (error) {
      if (providerErrorCode(error) !== notFound) throw error
    }
  }
  return null
}

/** The provider's ids of the conferences of that name which have not ended: one, or none. */
export async function openConferences(name: string): Promise<string[]> {
  const conferences = await provider().conferences.list({ friendlyName: name, limit: 20 })
  return conferences.filter(({ status }) => status !== "completed").map(({ sid }) => sid)
}

async function unlessGone(request: Promise<unknown>): Promise<void> {
  try {
    await request
  } catch (error) {
    const code = providerErrorCode(error)
    if (code !== notFound && code !== notInProgress) throw error
  }
}
