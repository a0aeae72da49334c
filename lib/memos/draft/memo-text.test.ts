import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { joinTexts, mergeTexts } from "./memo-text"

const base = { subject: "お湯が出ない", body: "今朝から" }

describe("mergeTexts", () => {
  it("takes each field from whoever changed it", () => {
    const mine = { ...base, body: "今朝から。エラー111" }
    const theirs = { ...base, subject: "給湯器の故障" }
    expect(mergeTexts(base, mine, theirs)).toEqual({ subject: "給湯器の故障", body: "今朝から。エラー111" })
  })

  it("[H1] asks a person when both changed the same field differently", () => {
    expect(mergeTexts(base, { ...base, body: "甲" }, { ...base, body: "乙" })).toBeNull()
  })

  it("needs nobody when both made the same change", () => {
    const same = { ...base, body: "訪問点検を希望" }
    expect(mergeTexts(base, same, { ...same })).toEqual(same)
  })

  it("[H1] never drops a change: what comes out holds each side's own", () => {
    const text = fc.record({ subject: fc.string({ maxLength: 3 }), body: fc.string({ maxLength: 3 }) })
    fc.assert(
      fc.property(text, text, text, (from, mine, theirs) => {
        const merged = mergeTexts(from, mine, theirs)
        for (const field of ["subject", "body"] as const) {
          if (merged && mine[field] !== from[field]) expect(merged[field]).toBe(mine[field])
          if (merged && theirs[field] !== from[field]) expect(merged[field]).toBe(theirs[field])
        }
      }),
    )
  })
})

describe("joinTexts", () => {
  it("[H1] keeps both bodies, mine first", () => {
    expect(joinTexts({ subject: "", body: "甲\n" }, { subject: "件名", body: "乙" })).toEqual({
      subject: "件名",
      body: "甲\n\n乙",
    })
  })

  it("leaves no empty lines for an empty body", () => {
    expect(joinTexts({ subject: "a", body: "" }, { subject: "b", body: "乙" })).toEqual({
      subject: "a",
      body: "乙",
    })
  })
})
