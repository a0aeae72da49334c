import { expect, test } from "vitest"
import { replay } from "./evolve.ts"
import type { Fact, LegPurpose, LegRole } from "./facts.ts"
import { busyMembers, companions, customerLeg, legOfMember, liveAgents, present, talkers } from "./parties.ts"

const at = "2026-11-10T01:00:00.000Z"
const id = (name: string) => name
type Who = { role: LegRole; purpose: LegPurpose; isLive?: boolean; hasLeft?: boolean }

/** A call with legs of these names; each agent is a member of the leg's name. */
function callOf(legs: Record<string, Who>) {
  const facts: Fact[] = [
    {
      kind: "call_began",
      at,
      callId: id("call"),
      direction: "inbound",
      accountId: id("account"),
      inboxId: id("inbox"),
      phoneNumberId: id("number"),
      flowVersionId: null,
      queueId: null,
      contactId: null,
      customerNumber: null,
      customerText: null,
      contractNumber: "+81312345678",
      isRecorded: false,
      recordsWithoutAgent: false,
      recordingDays: null,
    },
  ]
  for (const [legId, { role, purpose, isLive = true, hasLeft = false }] of Object.entries(legs)) {
    const memberId = role === "agent" || role === "supervisor" ? legId : null
    facts.push({
      kind: "leg_started",
      at,
      legId,
      role,
      purpose,
      memberId,
      number: null,
      providerLegId: legId,
    })
    if (isLive) facts.push({ kind: "leg_answered", at, legId })
    if (hasLeft) facts.push({ kind: "leg_ended", at, legId, cause: "completed" })
  }
  const call = replay(facts)
  if (!call) throw new Error("no call")
  return call
}

const customer: Who = { role: "customer", purpose: "caller" }
const agent: Who = { role: "agent", purpose: "answer" }
const names = (legs: readonly { id: string }[]) => legs.map((leg) => leg.id)

test("who has handed off is out: neither a talker nor busy", () => {
  const call = callOf({
    customer,
    first: { ...agent, hasLeft: true },
    second: { role: "agent", purpose: "transfer" },
  })
  expect(names(talkers(call))).toEqual(["customer", "second"])
  expect(names(liveAgents(call))).toEqual(["second"])
  expect([...busyMembers(call)]).toEqual(["second"])
  expect(legOfMember(call, "first")).toBeUndefined()
})

test("a colleague who still rings is busy and is no talker", () => {
  const call = callOf({ customer, first: agent, second: { ...agent, purpose: "consult", isLive: false } })
  expect(names(talkers(call))).toEqual(["customer", "first"])
  expect([...busyMembers(call)]).toEqual(["first", "second"])
  expect(names(companions(call))).toEqual(["first"])
})

test("a supervisor is no company for a customer; an outside number is", () => {
  const listener: Who = { role: "supervisor", purpose: "listen" }
  expect(companions(callOf({ customer, listener }))).toEqual([])
  const outside: Who = { role: "outside", purpose: "transfer" }
  expect(names(companions(callOf({ customer, first: { ...agent, hasLeft: true }, outside })))).toEqual([
    "outside",
  ])
})

test("a customer who was connected again is found by the present leg, one who left by the last", () => {
  const again = callOf({ old: { ...customer, hasLeft: true }, now: { ...customer, purpose: "dial" } })
  expect(customerLeg(again)?.id).toBe("now")
  expect(customerLeg(callOf({ old: { ...customer, hasLeft: true } }))?.id).toBe("old")
  expect(names(present(again))).toEqual(["now"])
})
