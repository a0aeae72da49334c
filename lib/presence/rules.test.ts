import { describe, expect, test } from "vitest"
import { byHelpfulness, presenceState } from "./rules"
import type { Presence } from "./schema"

function person(name: string, change: Partial<Presence> = {}): Presence {
  return {
    memberId: name,
    name,
    status: "available",
    statusReason: null,
    statusSince: 1000,
    isSignedIn: true,
    activity: "none",
    activitySince: null,
    ...change,
  }
}

describe("[B6] what a colleague is shown to be", () => {
  test.each([
    [{}, "available"],
    [{ status: "offline" }, "offline"],
    [{ isSignedIn: false }, "lost"],
    [{ status: "offline", isSignedIn: false }, "offline"],
    [{ activity: "talking" }, "talking"],
    [{ status: "offline", activity: "talking" }, "talking"],
    [{ activity: "after_call" }, "after_call"],
    [{ status: "offline", activity: "dialling" }, "dialling"],
  ] as const)("%j is %s", (change, state) => {
    expect(presenceState(person("a", change))).toBe(state)
  })

  test("who can help comes first, the longest waiting before others", () => {
    const list = [
      person("offline", { status: "offline" }),
      person("talking", { activity: "talking", activitySince: 5 }),
      person("late", { statusSince: 2000 }),
      person("early"),
    ]
    expect(list.sort(byHelpfulness).map(({ name }) => name)).toEqual(["early", "late", "talking", "offline"])
  })
})
