import { type Instant, plus } from "../../supabase/functions/_shared/calls/time.ts"
import type { FlowDefinition } from "../../supabase/functions/_shared/flows/schema.ts"
import type { DemoAccount } from "./account.ts"
import { type Afterwards, Desk } from "./afterwards.ts"
import { chance, pick } from "./chance.ts"
import { Floor } from "./floor.ts"
import { repairSituations } from "./repair-situations.ts"
import { conversation, givesUp, nobodyAnswers, nobodyAtWork, type Story } from "./story.ts"
import { supportSituations } from "./support-situations.ts"
import type { Told } from "./told.ts"

const dayMs = 86_400_000
const tokyoMs = 9 * 3_600_000
/** Whatever begins earlier than this before now has come to its end, its memo included. */
const longestMs = 16 * 60_000
/** So many of the newest conversations have audio: recording was switched on before the first of them. */
const recordedCalls = 22

interface Planned {
  n: number
  at: Instant
  key: "support" | "repair"
  caller: string
  contactId: string | null
  isTalk: boolean
  story: Story
}

/** A month of calls to the demo account until `now`, as it was told by its stories: everything there is to write, in the order of time. */
export function tellMonth(account: DemoAccount, now: Instant): Told[] {
  const calls = plan(account, now)
  const recordedSince = calls.filter(({ isTalk }) => isTalk).at(-recordedCalls)?.at ?? now
  const floor = new Floor(account, plus(now, -32 * dayMs), {
    flow: ({ flow }, at) => (at < plus(now, -dayMs) ? shorter(flow) : flow),
    isRecorded: (at) => at >= recordedSince,
    isAtWork: (memberId, at) => chance(`day off ${memberId}`, dayOf(at)) > 0.15,
  })
  const desk = new Desk(floor)
  const marks = markNewest(calls)
  for (const planned of calls) {
    const { n, at, key, story } = planned
    const line = account.lines[key]
    const situation = pick(key === "support" ? supportSituations : repairSituations, "situation", n)
    const marked = marks.get(n)
    const afterwards: Afterwards = {
      n,
      line,
      situation,
      status: marked === "open" || marked === "on_hold" ? marked : statusOf(planned, now),
      rungBackAfter: marked === "waiting" ? null : rungBackAfter(planned, now),
    }
    floor.at(at, () => floor.call(`call ${n}`, line, story, (call) => desk.ended(call, afterwards)))
  }
  floor.run(now)
  return floor.told
}

/** Until yesterday the hours were shorter, so that there are callers who came too late. */
function shorter(flow: FlowDefinition): FlowDefinition {
  const blocks = flow.blocks.map((block) =>
    block.kind === "hours"
      ? { ...block, opening: block.opening.map((one) => ({ ...one, opens: "08:30", closes: "18:30" })) }
      : block,
  )
  return { ...flow, blocks }
}

/** Days since 1970 in Tokyo, which has no summer time. */
function dayOf(at: Instant): number {
  return Math.floor((Date.parse(at) + tokyoMs) / dayMs)
}

/** When somebody calls, whom, and what becomes of it; oldest first. */
function plan(account: DemoAccount, now: Instant): Planned[] {
  const today = dayOf(now)
  const moments: { at: Instant; minutes: number }[] = []
  for (let back = 30; back >= 0; back--) {
    const weekday = (today - back + 4) % 7
    const count = weekday === 0 ? 3 : weekday === 6 ? 7 : 17
    for (let k = 1; k <= count; k++) {
      const minutes = minutesOf(back * 100 + k)
      const at = new Date((today - back) * dayMs - tokyoMs + Math.floor(minutes * 60) * 1000).toISOString()
      if (at < plus(now, -longestMs)) moments.push({ at, minutes })
    }
  }
  moments.sort((a, b) => (a.at < b.at ? -1 : 1))
  return moments.map((moment, index) => planned(account, index + 1, moment))
}

/** Mostly 9 to 18, with a morning peak; one in twelve early or late. In minutes of the day. */
function minutesOf(n: number): number {
  if (chance("hours", n) < 0.08)
    return chance("late", n) < 0.3 ? 425 + 80 * chance("m", n) : 1112 + 200 * chance("m", n)
  return chance("peak", n) < 0.45 ? 540 + 165 * chance("m", n) : 700 + 380 * chance("m", n)
}

function planned(account: DemoAccount, n: number, { at }: { at: Instant }): Planned {
  const { customers } = account
  const known = customers[Math.floor(chance("who", n) ** 1.5 * customers.length)]
  const isKnown = known !== undefined && chance("known", n) < 0.74
  const unknown = `+8180${55_550_000 + 137 * (1 + Math.floor(chance("unknown", n) * 45))}`
  const caller = isKnown ? known.number : unknown
  const what = chance("what", n)
  const story =
    what < 0.06
      ? nobodyAnswers(caller)
      : what < 0.12
        ? givesUp(caller, 9 + Math.floor(80 * chance("patience", n)))
        : what < 0.15
          ? nobodyAtWork(caller)
          : conversation({
              caller,
              answersAfter: 3 + Math.floor(13 * chance("ring", n)),
              talkSeconds: 40 + Math.floor(420 * chance("talk", n) ** 1.6),
              hangsUp: chance("hangs up", n) < 0.7 ? "customer" : "agent",
              passedOn: chance("passed on", n) < 0.07 ? 1 : 0,
              letRing: chance("let ring", n) < 0.08 ? 1 : 0,
            })
  const key = chance("inbox", n) < 0.56 ? "support" : "repair"
  const contactId = isKnown ? known.contactId : null
  return { n, at, key, caller, contactId, isTalk: what >= 0.15, story }
}

/** Old things are settled; of the last days some are open, some wait. */
function statusOf({ n, at }: Planned, now: Instant): Afterwards["status"] {
  const age = Date.parse(now) - Date.parse(at)
  const drawn = chance("status", n)
  if (drawn < (age < 4 * dayMs ? 0.36 : age < 10 * dayMs ? 0.1 : 0)) return "open"
  if (drawn < (age < 4 * dayMs ? 0.5 : age < 16 * dayMs ? 0.2 : 0.01)) return "on_hold"
  return drawn > 0.96 ? "no_action" : "done"
}

/** Minutes until a missed caller was rung back; of the last days most still wait. */
function rungBackAfter({ n, at }: Planned, now: Instant): number | null {
  const isOld = Date.parse(now) - Date.parse(at) > 5 * dayMs
  return isOld || chance("handled", n) < 0.25 ? 6 + Math.floor(170 * chance("later", n)) : null
}

/**
 * Whatever day it is, in each inbox something is open of customers known and unknown, something is on hold, and somebody
 * waits to be rung back: the newest calls of those who have not called again are left so.
 */
function markNewest(calls: readonly Planned[]): Map<number, "open" | "on_hold" | "waiting"> {
  const marks = new Map<number, "open" | "on_hold" | "waiting">()
  for (const key of ["support", "repair"]) {
    const left = { known: 2, unknown: 2, on_hold: 1, waiting: 2 }
    const seen = new Set<string>()
    for (const { n, caller, contactId, isTalk } of calls.filter((one) => one.key === key).toReversed()) {
      if (seen.has(caller)) continue
      seen.add(caller)
      const place = isTalk ? (contactId === null ? "unknown" : "known") : "waiting"
      if (left[place] > 0) {
        left[place]--
        marks.set(n, isTalk ? "open" : "waiting")
      } else if (isTalk && left.on_hold > 0) {
        left.on_hold--
        marks.set(n, "on_hold")
      }
    }
  }
  return marks
}
