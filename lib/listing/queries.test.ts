import { describe, expect, test } from "vitest"
import { z } from "zod"
import { AppError } from "@/lib/errors"
import { nothingBeside, type PageAsked, type PageWanted, readPage } from "./queries"

const list = {
  row: z.object({ id: z.string(), at: z.string() }),
  placeOf: ({ id, at }: { id: string; at: string }) => ({ at, id }),
  beside: nothingBeside,
  page: 3,
  most: 5,
}
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${index}`, at: `t${index}` }))
const ok = { error: null, status: 200 }

/** Reads with an answer of `count` rows; what was asked for, and what came of it. */
async function reading(wanted: Partial<PageWanted>, count: number) {
  const asked: PageAsked[] = []
  const found = await readPage({ before: null, limit: null, ...wanted }, list, async (page) => {
    asked.push(page)
    return { data: { seq: 7, rows: rowsOf(count) }, ...ok }
  })
  return { asked, found }
}

describe("a page of a list", () => {
  test.each([
    ["a page, unless told otherwise", { limit: null }, { p_limit: 3 }],
    ["a page at least, so that a list never shrinks", { limit: 1 }, { p_limit: 3 }],
    ["as many as were shown", { limit: 4 }, { p_limit: 4 }],
    ["no more than the database gives", { limit: 50 }, { p_limit: 5 }],
    [
      "from after the last row",
      { before: { at: "t2", id: "2" } },
      { p_before_at: "t2", p_before_id: "2", p_limit: 3 },
    ],
  ])("is asked for: %s", async (_, wanted, asked) => {
    expect((await reading(wanted, 0)).asked).toEqual([asked])
  })

  test("goes on after its last row when it is full, and is the end when it is not", async () => {
    expect((await reading({}, 3)).found).toEqual({
      seq: 7,
      rows: rowsOf(3),
      next: { at: "t2", id: "2" },
      beside: null,
    })
    expect((await reading({}, 2)).found.next).toBeNull()
    expect((await reading({}, 0)).found.next).toBeNull()
    expect((await reading({ limit: 5 }, 5)).found.next).toEqual({ at: "t4", id: "4" })
  })

  test("brings what stands beside its rows", async () => {
    const beside = (answer: unknown, rows: unknown[]) => ({ answer, count: rows.length })
    const data = { seq: 1, rows: rowsOf(1), total: 9 }
    const found = await readPage({ before: null, limit: null }, { ...list, beside }, async () => ({
      data,
      ...ok,
    }))
    expect(found.beside).toEqual({ answer: data, count: 1 })
  })

  test("is refused with a code: of the database, for what is not the member's, and for what is no list", async () => {
    const answer = (data: unknown) =>
      readPage({ before: null, limit: null }, list, async () => ({ data, ...ok }))
    await expect(answer(null)).rejects.toEqual(new AppError("not_found"))
    await expect(answer({ rows: [] })).rejects.toThrow(z.ZodError)
    await expect(answer({ seq: 1, rows: [{ id: 5 }] })).rejects.toThrow(z.ZodError)
    const error = { message: "not_allowed", code: "P0001", details: "", hint: "", name: "PostgrestError" }
    const refused = readPage({ before: null, limit: null }, list, async () => ({
      data: null,
      error: { ...error, toJSON: () => error },
      status: 400,
    }))
    await expect(refused).rejects.toMatchObject({ code: "not_allowed" })
  })
})
