import type { PostgrestError } from "@supabase/supabase-js"
import { z } from "zod"
import { AppError, toAppError } from "@/lib/errors"
import type { Place, Reading } from "@/lib/realtime/live-list"

/** Which page of a list is asked for, in the words of the database's functions of lists. */
export type PageAsked = { p_before_at?: string; p_before_id?: string; p_limit: number }

/** Where a page begins (null: with the first row) and how many rows are wanted (null: a page). */
export type PageWanted = { before: Place | null; limit: number | null }

/** What a list is made of. */
type ListOf<Row, Beside> = {
  row: { parse(value: unknown): Row }
  placeOf(row: NoInfer<Row>): Place
  /** Reads what stands beside `rows` in the whole answer. */
  beside(answer: unknown, rows: NoInfer<Row>[]): Beside
  /** Rows of a page. */
  page: number
  /** Rows the database gives at once. */
  most: number
}

const listAnswer = z.object({ seq: z.int(), rows: z.array(z.unknown()) }).loose()

/** Nothing stands beside the rows. */
export const nothingBeside = () => null

/**
 * A page of a list, asked for by key: `ask` calls the database's function with it. Throws AppError; a null answer (not
 * the member's to read) is `not_found`. As many rows as were asked for mean that there may be more.
 */
export async function readPage<Row, Beside>(
  { before, limit }: PageWanted,
  list: ListOf<Row, Beside>,
  ask: (page: PageAsked) => PromiseLike<{ data: unknown; error: PostgrestError | null; status: number }>,
): Promise<Reading<Row, Beside>> {
  const asked = Math.min(Math.max(limit ?? 0, list.page), list.most)
  const { data, error, status } = await ask({
    ...(before && { p_before_at: before.at, p_before_id: before.id }),
    p_limit: asked,
  })
  if (error) throw toAppError(error, status)
  if (data === null) throw new AppError("not_found")
  const { seq, rows: found } = listAnswer.parse(data)
  const rows = found.map((row) => list.row.parse(row))
  const last = rows.at(-1)
  return {
    seq,
    rows,
    next: last && rows.length >= asked ? list.placeOf(last) : null,
    beside: list.beside(data, rows),
  }
}
