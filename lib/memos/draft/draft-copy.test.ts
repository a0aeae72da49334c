import { describe, expect, it } from "vitest"
import { draftCopyKey } from "../keys"
import { dropCopy, readCopy, writeCopy } from "./draft-copy"
import { fakeStorage } from "./testing/fake-storage"

const copy = {
  base: { subject: "", body: "", revision: 1 },
  text: { subject: "件名", body: "本文" },
  sent: [],
}

describe("a copy of typed text in the browser", () => {
  it("[H1] comes back as it was written", () => {
    const storage = fakeStorage()
    expect(writeCopy(storage, "k", copy)).toBe(true)
    expect(readCopy(storage, "k")).toEqual(copy)
  })

  it("is gone once dropped", () => {
    const storage = fakeStorage()
    writeCopy(storage, "k", copy)
    dropCopy(storage, "k")
    expect(readCopy(storage, "k")).toBeNull()
  })

  it("belongs to one person and one memo of one account", () => {
    const keys = [
      draftCopyKey("a", "m", "x"),
      draftCopyKey("a", "n", "x"),
      draftCopyKey("a", "m", "y"),
      draftCopyKey("b", "m", "x"),
    ]
    expect(new Set(keys).size).toBe(4)
  })

  it.each([
    "",
    "{",
    "null",
    "[]",
    '{"base":{"subject":"","body":""},"text":{"subject":"","body":""},"sent":[]}',
  ])("is not believed when it reads %s", (value) => {
    const storage = fakeStorage({ k: value })
    expect(readCopy(storage, "k")).toBeNull()
  })

  it("does without a storage that refuses", () => {
    const refusing = {
      getItem: () => {
        throw new DOMException("denied", "SecurityError")
      },
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError")
      },
      removeItem: () => {
        throw new DOMException("denied", "SecurityError")
      },
    }
    expect(writeCopy(refusing, "k", copy)).toBe(false)
    expect(readCopy(refusing, "k")).toBeNull()
    expect(() => dropCopy(refusing, "k")).not.toThrow()
    expect(writeCopy(null, "k", copy)).toBe(false)
  })
})
