import type { Decision } from "../../../supabase/functions/_shared/calls/decision.ts"
import type { CallEvent } from "../../../supabase/functions/_shared/calls/events.ts"
import { replay } from "../../../supabase/functions/_shared/calls/evolve.ts"
import { busyMembers, companions, customerLeg } from "../../../supabase/functions/_shared/calls/parties.ts"
import {
  type Call,
  isConversation,
  isOpenOffer,
  openOffer,
} from "../../../supabase/functions/_shared/calls/state.ts"
import type { Provider } from "./provider.ts"
import type { KeptCall, Store } from "./store.ts"

/**
 * A customer may be alone without music until the news of it has come and its hold was carried out: both may be late, lost and told
 * by something else, or tried again.
 */
const longestAloneMs = 90_000

/** What a decision broke, in words. */
export function breachesAfter(
  before: Call | null,
  event: CallEvent,
  { call, facts }: Decision,
  store: Store,
): string[] {
  if (!call || facts.length === 0) return []
  const breaches: string[] = []
  const say = (what: string) => breaches.push(`${call.id} after ${event.kind}: ${what}`)
  if (call.version !== (before?.version ?? 0) + facts.length) say(`version ${call.version}`)
  if (before?.phase === "ended" && facts.some(({ kind }) => kind === "call_ended" || kind === "talk_started"))
    say("an ended call went on")
  if (call.offers.filter(isOpenOffer).length > 1) say("two open offers")
  const asked = openOffer(call)?.memberId
  for (const memberId of new Set([...busyMembers(call), ...(asked ? [asked] : [])]))
    if (store.isEngaged(memberId, call.id)) say(`${memberId} is in two calls`)
  if (isAloneWithoutMusic(call)) say(`the customer is alone without music (${call.phase})`)
  return breaches
}

/** Whether nobody is with a customer who is in a conference that goes on, and no music is on its way to them. */
function isAloneWithoutMusic(call: Call): boolean {
  if (!isConversation(call) || call.customerPlace !== "conference") return false
  return companions(call).length === 0 && customerLeg(call)?.isHoldAsked === false
}

/** What is wrong once nothing is under way any more. */
export function breachesAtEnd(store: Store, provider: Provider, calls: number): string[] {
  const breaches = [...store.calls.values()].flatMap((kept) => {
    const said = wrongWith(kept)
    return said.map((what) => `${kept.call.id}: ${what}`)
  })
  for (const line of provider.lines.values())
    if (line.status !== "ended") breaches.push(`${line.id}: the ${line.role}'s line is ${line.status}`)
  for (const { call } of store.calls.values()) {
    const line = provider.lines.get(customerLeg(call)?.providerLegId ?? "")
    const keptMs = (line?.endedAt ?? 0) - Date.parse(call.endedAt ?? call.startedAt)
    if (keptMs > longestAloneMs)
      breaches.push(`${call.id}: the customer was kept for ${keptMs} ms after its end`)
  }
  for (const { memberId } of store.agents)
    if (store.isBusy(memberId, null)) breaches.push(`${memberId} is left busy`)
  for (const { ms, callId } of provider.rooms.alone)
    if (ms > longestAloneMs) breaches.push(`${callId}: the customer heard nothing for ${ms} ms`)
  if (store.calls.size > calls) breaches.push(`${store.calls.size} calls were kept of ${calls}`)
  return breaches
}

function wrongWith({ call, log, work }: KeptCall): string[] {
  const wrong: string[] = []
  if (call.phase !== "ended") wrong.push(`is ${call.phase}`)
  if (call.phase === "ended" && call.outcome === null) wrong.push("has ended without an outcome")
  const talked = log.some(({ kind }) => kind === "talk_started")
  if (talked !== (call.outcome === "answered"))
    wrong.push(`is ${call.outcome}, and somebody talked: ${talked}`)
  const steps = work.map(({ step }) => step)
  const missed = steps.filter((step) => step === "record_missed").length
  if (missed > 1 || (missed === 1 && steps.includes("open_memo"))) wrong.push("is answered and missed")
  if (log.filter(({ kind }) => kind === "call_ended").length > 1) wrong.push("has ended twice")
  if (JSON.stringify(replay(log)) !== JSON.stringify(call)) wrong.push("is not what its log gives")
  const open = call.recordings.filter(({ state }) => state === "fetching").length
  if (open > 0) wrong.push(`${open} recordings are neither stored nor failed`)
  return wrong
}
