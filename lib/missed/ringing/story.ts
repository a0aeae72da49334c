import { z } from "zod"

const offerState = z.enum([
  "announced",
  "acknowledged",
  "ringing",
  "accepted",
  "declined",
  "lapsed",
  "unacknowledged",
  "not_ringing",
  "agent_left",
  "withdrawn",
  "rights_lost",
  "failed",
])

export const ringingRow = z.object({
  started_at: z.string(),
  queued_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  contract_number: z.string(),
  queue: z.object({ name: z.string() }).nullable(),
  offers: z.array(
    z.object({
      id: z.uuid(),
      member_id: z.uuid(),
      state: offerState,
      announced_at: z.string(),
      decided_at: z.string().nullable(),
      candidates: z.array(z.object({ member_id: z.uuid(), name: z.string(), verdict: z.string() })),
    }),
  ),
})

export type OfferState = z.infer<typeof offerState>

/** Somebody of the queue: how each offer to them ended, or why they got none (K5). */
export type Asked = {
  memberId: string
  name: string
  /** `seconds` from the offer to its end; null while it is open. */
  offer: { state: OfferState; seconds: number | null } | null
  /** The verdict of the last ranking, when there was no offer; a word of the routing rules. */
  verdict: string | null
}

/** How a call rang: when it came, queued and ended, and everybody it was or was not offered to, in order. */
export type Ringing = {
  startedAt: string
  queuedAt: string | null
  endedAt: string | null
  contractNumber: string
  queueName: string | null
  asked: Asked[]
}

/** A call with its offers, read as the story of its ringing. */
export function toRinging(row: z.infer<typeof ringingRow>): Ringing {
  const offers = row.offers.toSorted((a, b) => Date.parse(a.announced_at) - Date.parse(b.announced_at))
  const names = new Map(
    offers.flatMap(({ candidates }) => candidates.map((one) => [one.member_id, one.name] as const)),
  )
  const rung = offers.map((offer) => ({
    memberId: offer.member_id,
    name: names.get(offer.member_id) ?? "",
    offer: { state: offer.state, seconds: secondsBetween(offer.announced_at, offer.decided_at) },
    verdict: null,
  }))
  const wasRung = new Set(rung.map(({ memberId }) => memberId))
  const passedOver = (offers.at(-1)?.candidates ?? [])
    .filter((one) => !wasRung.has(one.member_id))
    .map((one) => ({ memberId: one.member_id, name: one.name, offer: null, verdict: one.verdict }))
  return {
    startedAt: row.started_at,
    queuedAt: row.queued_at,
    endedAt: row.ended_at,
    contractNumber: row.contract_number,
    queueName: row.queue?.name ?? null,
    asked: [...rung, ...passedOver],
  }
}

function secondsBetween(from: string, to: string | null) {
  return to === null ? null : (Date.parse(to) - Date.parse(from)) / 1000
}
