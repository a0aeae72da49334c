import "server-only"
import { setTimeout as sleep } from "node:timers/promises"
import { legReportAddress, voiceAddress } from "@/lib/twilio/addresses"
import { isRefused, provider, providerErrorCode, providerErrors } from "@/lib/twilio/client"
import { identityOf } from "@/lib/twilio/identity"
import type { Effect } from "@/supabase/functions/_shared/calls/decision"

type Of<Kind extends Effect["kind"]> = Extract<Effect, { kind: Kind }>

/** Statuses in which a call does not exist any more (twilio.com/docs/voice/api/call-resource#call-status-values). */
const endedStatuses = ["completed", "busy", "failed", "no-answer", "canceled"]
const { notFound, notInProgress, labelInUse } = providerErrors

/** Sends the customer's leg to another address of ours. False when the customer has gone. */
export async function redirectCustomer({
  providerCallId,
  to,
  step,
}: Of<"redirect_customer">): Promise<boolean> {
  const url = voiceAddress(to === "conference" ? "join" : to, step)
  // A call is not in progress until it has taken in its first instructions, which may still be on their way.
  for (let attempt = 1; ; attempt++) {
    try {
      await provider().calls(providerCallId).update({ url, method: "POST" })
      return true
    } catch (error) {
      const code = providerErrorCode(error)
      if (code === notFound) return false
      if (code !== notInProgress) throw error
      if (!(await callExists(providerCallId))) return false
      if (attempt === 8) throw error
    }
    await sleep(100 * attempt)
  }
}

/** Whether a call exists and has not ended. */
export async function callExists(providerCallId: string): Promise<boolean> {
  try {
    const { status } = await provider().calls(providerCallId).fetch()
    return !endedStatuses.includes(status)
  } catch (error) {
    if (providerErrorCode(error) === notFound) return false
    throw error
  }
}

/**
 * Rings an agent's softphone into the customer's conference, named by its id, since a name that has ended would make a
 * new room. The label makes it once (twilio.md 4): with `mayExist` it is looked for before. Returns the leg's id, or null
 * when the provider refuses, for instance because the conference has ended.
 */
export async function createAgentLeg(
  effect: Of<"create_agent_leg">,
  mayExist: boolean,
): Promise<string | null> {
  const { offerId, memberId, conferenceId, contractNumber, timeoutSeconds } = effect
  const existing = mayExist ? await legOfLabel(conferenceId, offerId) : null
  if (existing) return existing
  try {
    const { callSid } = await provider()
      .conferences(conferenceId)
      .participants.create({
        from: contractNumber,
        to: `client:${identityOf(memberId)}?offer=${offerId}`,
        label: offerId,
        beep: "false",
        waitUrl: "",
        earlyMedia: false,
        startConferenceOnEnter: true,
        endConferenceOnExit: false,
        // A backstop: our own deadline ends the offer (twilio.md 6).
        timeout: timeoutSeconds,
        statusCallback: legReportAddress(offerId),
        statusCallbackMethod: "POST",
        statusCallbackEvent: ["answered", "completed"],
      })
    return callSid
  } catch (error) {
    if (providerErrorCode(error) === labelInUse) return await legOfLabel(conferenceId, offerId)
    if (isRefused(error)) return null
    throw error
  }
}

/** Ends an agent's leg; one whose id nobody has told us is looked for by its label. Ended legs and none are fine. */
export async function endLeg({ providerLegId, offerId, conferenceId }: Of<"end_leg">): Promise<void> {
  const id = providerLegId ?? (conferenceId === null ? null : await legOfLabel(conferenceId, offerId))
  if (id !== null) await endCall(id)
}

/** Ends a call, ringing or answered: `completed` does both, `canceled` would miss a leg that was just answered. */
export async function endCall(providerCallId: string): Promise<void> {
  await unlessGone(provider().calls(providerCallId).update({ status: "completed" }))
}

/** From now on the customer's leaving ends the conference. */
export async function endWithCustomer({
  providerCallId,
  conferenceId,
}: Of<"end_with_customer">): Promise<void> {
  const participant = provider().conferences(conferenceId).participants(providerCallId)
  await unlessGone(participant.update({ endConferenceOnExit: true }))
}

export async function endConference(conferenceId: string): Promise<void> {
  await unlessGone(provider().conferences(conferenceId).update({ status: "completed" }))
}

async function legOfLabel(conferenceId: string, label: string): Promise<string | null> {
  try {
    return (await provider().conferences(conferenceId).participants(label).fetch()).callSid
  } catch (error) {
    if (providerErrorCode(error) === notFound) return null
    throw error
  }
}

async function unlessGone(request: Promise<unknown>): Promise<void> {
  try {
    await request
  } catch (error) {
    const code = providerErrorCode(error)
    if (code !== notFound && code !== notInProgress) throw error
  }
}
