import { describe, expect, it } from "vitest"
import { memoToWrite, talkedFor } from "./rules"

describe("memoToWrite", () => {
  const memo = (id: string, change: object = {}) => ({
    messageId: id,
    memberId: "me",
    callId: `call-${id}`,
    recordedAt: null as string | null,
    startedAt: `2026-11-01T0${id}:00:00Z`,
    ...change,
  })

  it("[E4] is the live call's own memo, even beside a newer draft", () => {
    expect(memoToWrite([memo("1"), memo("2")], "me", "call-1")?.messageId).toBe("1")
  })

  it("is else the newest draft", () => {
    expect(memoToWrite([memo("1"), memo("2")], "me", null)?.messageId).toBe("2")
  })

  it("is never somebody else's, and never a recorded one", () => {
    const memos = [memo("1", { memberId: "other" }), memo("2", { recordedAt: "2026-11-01T03:00:00Z" })]
    expect(memoToWrite(memos, "me", "call-1")).toBeNull()
  })
})

describe("talkedFor", () => {
  const now = Date.parse("2026-11-01T01:04:32Z")

  it("counts from the answer to now while the call lives", () => {
    expect(talkedFor({ answeredAt: "2026-11-01T01:00:00Z", endedAt: null }, now)).toBe(272_000)
  })

  it("stops at the end", () => {
    expect(talkedFor({ answeredAt: "2026-11-01T01:00:00Z", endedAt: "2026-11-01T01:01:00Z" }, now)).toBe(
      60_000,
    )
  })

  it("is nothing when nobody answered", () => {
    expect(talkedFor({ answeredAt: null, endedAt: "2026-11-01T01:01:00Z" }, now)).toBeNull()
  })

  it("is not negative when this machine's clock is behind", () => {
    expect(talkedFor({ answeredAt: "2026-11-01T01:05:00Z", endedAt: null }, now)).toBe(0)
  })
})
