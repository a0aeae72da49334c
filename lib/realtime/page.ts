import { z } from "zod"
import { AppError } from "@/lib/errors"
import type { Place, Reading } from "./live-list"

const answer = z.object({ seq: z.int(), rows: z.array(z.unknown()) }).loose()

type PageOf<Row> = {
  row: { parse(value: unknown): Row }
  placeOf(row: NoInfer<Row>): Place
  /** How many rows were asked for: as many mean that there may be more. */
  limit: number
}

/**
 * What a function of lists answered, `{ seq, rows, … }`, as a reading; null (not the member's) is AppError `not_found`.
 * What stands beside the rows is left to the caller.
 */
export function toReading<Row>(data: unknown, { row, placeOf, limit }: PageOf<Row>): Reading<Row> {
  if (data === null) throw new AppError("not_found")
  const { seq, rows: found } = answer.parse(data)
  const rows = found.map((one) => row.parse(one))
  const last = rows.at(-1)
  return { seq, rows, next: last && rows.length >= limit ? placeOf(last) : null, beside: null }
}

/** How many rows to ask for: a page at least, and no more than the database gives at once. */
export function limitOf(limit: number | null, page: number, most = 200): number {
  return Math.min(Math.max(limit ?? 0, page), most)
}
