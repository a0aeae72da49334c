import { expect, test } from "vitest"
import { type Beep, beepWithExit, isParticipantLabel } from "./participant.ts"

test("a participant told whether to beep on leaving still beeps on entering as before", () => {
  const beeps: Beep[] = ["true", "false", "onEnter", "onExit"]
  expect(beeps.map((beep) => beepWithExit(beep, true))).toEqual(["true", "onExit", "true", "onExit"])
  expect(beeps.map((beep) => beepWithExit(beep, false))).toEqual(["onEnter", "false", "onEnter", "false"])
})

test("a label is at most 128 characters, without a slash, and no call's SID", () => {
  expect(["leg-1", "相手 1", "x".repeat(128), "CA123"].every(isParticipantLabel)).toBe(true)
  const wrong = ["x".repeat(129), "a/b", "a%2fb", `CA${"0".repeat(32)}`]
  expect(wrong.map(isParticipantLabel)).toEqual([false, false, false, false])
})
