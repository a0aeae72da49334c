import { describe, expect, test } from "vitest"
import type { Invited } from "@/lib/phone/schema"
import { conversationOf } from "./conversation"
import { aCall, aLeg } from "./fixtures"

const own = aLeg({
  id: "l1",
  role: "agent",
  purpose: "answer",
  memberId: "m1",
  memberName: "佐藤",
  joinedAt: 5,
})
const colleague = aLeg({
  id: "l2",
  role: "agent",
  purpose: "consult",
  memberId: "m2",
  memberName: "中村",
  startedAt: 20,
  joinedAt: 30,
})
const outside = aLeg({ id: "l3", role: "outside", purpose: "consult", number: "+81612345678", startedAt: 20 })
const asked: Invited = { legId: "l2", memberId: "m2", memberName: "中村", state: "announced", askedAt: 10 }
const seen = (change: Parameters<typeof aCall>[0]) =>
  conversationOf(aCall({ legs: [aLeg(), own], ...change }))
const who = { legId: "l2", kind: "colleague", name: "中村" }
const number = { legId: "l3", kind: "outside", name: "+81612345678" }

describe("[F1] the hold", () => {
  test.each([
    [false, false, null],
    [true, false, "holding"],
    [true, true, null],
    [false, true, "releasing"],
  ] as const)("asked %s and true %s is on its way: %s", (isHoldAsked, isHeld, change) => {
    const { hold } = seen({ legs: [aLeg({ isHoldAsked, isHeld, heldSince: isHeld ? 40 : null }), own] })
    expect(hold).toEqual({ isOn: isHeld, since: isHeld ? 40 : null, change, isRefused: false })
  })

  test("that was refused says so", () => {
    expect(seen({ legs: [aLeg({ isHoldRefused: true }), own] }).hold).toMatchObject({ isRefused: true })
  })
})

describe("[D3] the recording", () => {
  test.each([
    ["on", true, false, "pausing"],
    ["paused", true, false, null],
    ["paused", false, false, "resuming"],
    ["paused", false, true, null],
    ["on", false, false, null],
    ["off", true, false, null],
  ] as const)(
    "that is %s, pause asked %s, held %s, is on its way: %s",
    (recording, isPauseAsked, isHeld, change) => {
      const legs = [aLeg({ isHeld, isHoldAsked: isHeld }), own]
      expect(seen({ recording, isPauseAsked, legs }).recording).toMatchObject({ state: recording, change })
    },
  )
})

describe("[F2] who is on the way", () => {
  test.each(["announced", "acknowledged", "ringing"] as const)(
    "is a colleague, from the asking on: %s",
    (state) => {
      expect(seen({ invited: { ...asked, state } }).invitation).toEqual({
        ...who,
        isRinging: state === "ringing",
        since: 10,
      })
    },
  )

  test("[G1] is a telephone, before and while it rings", () => {
    for (const state of ["creating", "ringing"] as const) {
      const legs = [aLeg(), own, { ...outside, state, joinedAt: null }]
      expect(seen({ legs }).invitation).toMatchObject({ ...number, isRinging: state === "ringing" })
    }
  })

  test("is nobody once they are there", () => {
    const { invitation, others } = seen({
      legs: [aLeg(), own, colleague],
      invited: { ...asked, state: "accepted" },
    })
    expect(invitation).toBeNull()
    expect(others).toEqual([{ ...who, since: 30, isDismissible: true }])
  })
})

test("[F4] whoever brought oneself in is no one's to send away, and oneself is not among the others", () => {
  const legs = [aLeg(), own, colleague]
  const { others } = conversationOf(aCall({ legId: "l2", legs }))
  expect(others).toEqual([{ legId: "l1", kind: "colleague", name: "佐藤", since: 5, isDismissible: false }])
})

test("[F4] nor is somebody who was brought in sooner, and has brought oneself in", () => {
  const sooner = aLeg({ id: "l3", role: "agent", purpose: "consult", memberName: "鈴木", joinedAt: 8 })
  const { others } = conversationOf(aCall({ legId: "l2", legs: [aLeg(), sooner, colleague] }))
  expect(others).toMatchObject([{ legId: "l3", isDismissible: false }])
})

test("[F4] who only listens is no company, and no one's to send away", () => {
  const listener = aLeg({
    id: "l9",
    role: "supervisor",
    purpose: "listen",
    memberId: "m9",
    memberName: "部長",
  })
  expect(seen({ legs: [aLeg(), own, listener] }).others).toEqual([])
})

describe("who did not come, or has gone", () => {
  test.each([
    ["declined", "declined"],
    ["lapsed", "unanswered"],
    ["unacknowledged", "unreachable"],
    ["not_ringing", "unreachable"],
    ["agent_left", "unreachable"],
    ["rights_lost", "unreachable"],
    ["failed", "failed"],
    ["withdrawn", null],
    ["accepted", null],
  ] as const)("[F2] of a colleague whose offer ended %s is said: %s", (state, why) => {
    expect(seen({ invited: { ...asked, state } }).gone).toEqual(why && { ...who, why })
  })

  test.each([
    ["declined", null, "declined"],
    ["unanswered", null, "unanswered"],
    ["failed", null, "failed"],
    ["cancelled", null, null],
    ["hung_up", 30, "left"],
    ["dismissed", 30, null],
  ] as const)("[G5] of a telephone that ended %s, joined %s, is said: %s", (leftCause, joinedAt, why) => {
    const legs = [aLeg(), own, { ...outside, state: "ended" as const, joinedAt, leftAt: 50, leftCause }]
    expect(seen({ legs }).gone).toEqual(why && { ...number, why })
  })

  test("is the last of them, and nobody who was there before is told of again", () => {
    const left = { ...outside, state: "ended" as const, joinedAt: 1, leftAt: 5, leftCause: "hung_up" }
    const legs = [aLeg(), own, left]
    expect(seen({ legs, invited: { ...asked, state: "lapsed" } }).gone).toMatchObject({ why: "unanswered" })
    expect(seen({ legs, invited: { ...asked, state: "withdrawn" } }).gone).toBeNull()
    const leftLater = [aLeg(), own, { ...left, leftAt: 60 }]
    expect(seen({ legs: leftLater, invited: { ...asked, state: "lapsed" } }).gone).toMatchObject({
      why: "left",
    })
  })
})
