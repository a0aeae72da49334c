import { describe, expect, it } from "vitest"
import type { TimelineEntry } from "@/lib/memos/schema"
import { openAtFirst, openingEntries } from "./rules"

const entry = (id: string, ticketId: string, change: Partial<TimelineEntry> = {}): TimelineEntry => ({
  messageId: id,
  inboxId: "i",
  ticketId,
  ticketNumber: 1,
  ticketStatus: "open",
  ticketContactId: null,
  kind: "note",
  customerNumber: null,
  authorName: null,
  body: "本文",
  occurredAt: `2026-11-01T00:00:0${id}Z`,
  memo: null,
  recording: null,
  ...change,
})

/** Entries, oldest first, one of each of these tickets. */
const of = (...tickets: string[]) => tickets.map((ticket, i) => entry(String(i), ticket))

describe("[E4] what a ticket opens with", () => {
  it("goes back to the ticket's own first exchange", () => {
    const entries = of("old", "old", "t", "t", "old", "t", "t", "t")
    expect(openingEntries(entries, "t")).toBe(6)
  })

  it("shows some of the earlier ones beside a new ticket", () => {
    expect(openingEntries(of(..."aaaaaaaat"), "t")).toBe(6)
  })

  it("folds a very long ticket too", () => {
    expect(openingEntries(of(..."t".repeat(30)), "t")).toBe(12)
  })

  it("shows what there is", () => {
    expect(openingEntries(of("t"), "t")).toBe(1)
    expect(openingEntries([], "t")).toBe(0)
  })
})

describe("what stands open at first", () => {
  it("is the ticket's newest three that hold something", () => {
    const entries = [...of("t", "t", "t", "t"), entry("5", "t", { body: "" }), entry("6", "old")]
    expect([...openAtFirst(entries, "t")]).toEqual(["1", "2", "3"])
  })

  it("[E4] is the last earlier exchange when the ticket has none yet", () => {
    expect([...openAtFirst(of("a", "b"), "t")]).toEqual(["1"])
  })
})
