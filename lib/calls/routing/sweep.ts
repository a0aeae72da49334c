import "server-only"
import { createHash, timingSafeEqual } from "node:crypto"
import { listDueWork, noteSweep, takeEffects, tellWatchers } from "@/lib/calls/queries"
import { carryOut, tell } from "@/lib/calls/routing/follow-up"
import { environment } from "@/lib/env"
import { problemResponse } from "@/lib/problem-response"
import type { CallEvent } from "@/supabase/functions/_shared/calls/events"

/** At once, so that a sweep after an outage does not take the machine. */
const abreast = 8
const mostAtOnce = 100
/** Three of these may fail to come until heartbeats count for nothing (`note_sweep`). */
const noteEveryMs = 2_000

/** The ticker's request: sweeps once and says what it did. Only for who bears the secret. */
export async function tick(request: Request): Promise<Response> {
  if (!isBearer(request.headers.get("authorization"), environment().TICK_SECRET)) {
    return Response.json({ code: "not_allowed" }, { status: 401 })
  }
  try {
    const done = await whileNoting(sweep)
    // What time alone brings about for those who watch: lost heartbeats, and what busy topics still hold.
    await tellWatchers()
    return Response.json(done)
  } catch (error) {
    return problemResponse(error)
  }
}

/** Notes at first and then all the time that the database can be written to: a sweep that fetches recordings takes its time. */
async function whileNoting<Result>(work: () => Promise<Result>): Promise<Result> {
  await noteSweep()
  const noting = setInterval(() => {
    noteSweep().catch((error: unknown) => console.error("sweep not noted", error))
  }, noteEveryMs)
  try {
    return await work()
  } finally {
    clearInterval(noting)
  }
}

/**
 * Makes good what nobody else has done in time: deadlines that passed, offers and talks whose agent is gone, effects given up,
 * waiting calls an agent could take, effects left behind. Returns how many events were decided and effects carried out.
 * Throws when the database cannot be asked.
 */
async function sweep(): Promise<{ fired: number; effects: number }> {
  const { deadlines, lost_offers, lost_legs, given_up, waiting } = await listDueWork(mostAtOnce)
  const events: CallEvent[] = [
    ...deadlines.map((deadlineId) => ({ kind: "deadline_due" as const, deadlineId })),
    ...lost_offers.map((offerId) => ({ kind: "offer_lost" as const, offerId })),
    ...lost_legs.map((legId) => ({ kind: "leg_lost" as const, legId })),
    ...given_up.map((effectId) => ({ kind: "effect_given_up" as const, effectId })),
    ...waiting.map((callId) => ({ kind: "nudge" as const, callId })),
  ]
  const [decided, effects] = await Promise.all([eachAbreast(events, tell), carryOutDue()])
  return { fired: decided.filter(Boolean).length, effects }
}

/** Takes effects when they are about to run, a few at a time: what is taken is held back from everybody else. */
async function carryOutDue(): Promise<number> {
  let done = 0
  while (done < mostAtOnce) {
    const taken = await takeEffects(abreast)
    await Promise.all(taken.map(carryOut))
    done += taken.length
    if (taken.length < abreast) break
  }
  return done
}

async function eachAbreast<Item, Result>(
  items: Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await act(item)
  }
  await Promise.all(Array.from({ length: Math.min(abreast, items.length) }, worker))
  return results
}

/** Compared as digests: equally long, so that the time tells nothing. */
function isBearer(header: string | null, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${secret}`))
}
