import { describe, expect, test } from "vitest"
import { agent, CallUnderTest, context, morning, template } from "../../../../tests/support/call-context.ts"
import { plus } from "./time.ts"

const quietNumber = context().number

describe("a call arrives", () => {
  test("[A6] a withheld number rings nobody and is kept as refused", () => {
    const call = new CallUnderTest([agent("佐藤")])
    const { instruction, work } = call.arrive("+266696687")
    expect(instruction).toEqual({
      kind: "refuse",
      reason: "withheld_number",
      say: { phrase: "withheld_number" },
    })
    expect(call.state).toMatchObject({
      phase: "ended",
      outcome: "refused",
      reason: "withheld_number",
      customerNumber: null,
    })
    expect(call.state.offers).toEqual([])
    expect(work).toEqual([])
  })

  test("[A5] a call from overseas rings nobody", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive("+14155550123")
    expect(call.state).toMatchObject({ outcome: "refused", reason: "overseas", offers: [] })
  })

  test("a number that must not answer refusals rejects silently", () => {
    if (!quietNumber) throw new Error("no number")
    const call = new CallUnderTest([], { number: { ...quietNumber, refusalAnswers: false } })
    expect(call.arrive("anonymous").instruction).toMatchObject({ kind: "refuse", say: null })
  })

  test("[A2] with the phone switched off the caller hears so, whatever the number says about refusals", () => {
    if (!quietNumber) throw new Error("no number")
    const call = new CallUnderTest([agent("佐藤")], {
      number: { ...quietNumber, hasCloudPhone: false, refusalAnswers: false },
    })
    expect(call.arrive().instruction).toEqual({
      kind: "refuse",
      reason: "phone_off",
      say: { phrase: "phone_off" },
    })
    expect(call.state.offers).toEqual([])
  })

  test("a number nobody knows is refused without a trace", () => {
    const call = new CallUnderTest([], { number: null })
    expect(call.arrive().instruction).toEqual({ kind: "refuse", reason: "unknown_number", say: null })
    expect(call.call).toBeNull()
  })

  test("[J1] out of hours the closed message plays and a missed call is kept", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.now = "2026-11-10T12:00:00.000Z"
    const { instruction, work } = call.arrive()
    expect(instruction).toMatchObject({ kind: "announce_and_end", say: { text: "本日は休業日です。" } })
    expect(work).toEqual([{ step: "record_missed", reason: "out_of_hours" }])
    expect(call.state).toMatchObject({ outcome: "missed", reason: "out_of_hours", offers: [] })
  })

  test("[J1] with nobody at work the caller is told at once", () => {
    const call = new CallUnderTest([agent("佐藤", { status: "offline" })])
    expect(call.arrive().instruction).toMatchObject({ kind: "announce_and_end", reason: "nobody_available" })
    expect(call.state).toMatchObject({ outcome: "missed", reason: "nobody_available" })
  })

  test("[D1] nobody is offered the call before the recording notice has been heard", () => {
    const { queue } = context()
    if (!queue) throw new Error("no queue")
    const flow = template(queue.id, { recordingNotice: true })
    const call = new CallUnderTest([agent("佐藤")], { queue, flow })
    expect(call.arrive().instruction).toEqual({
      kind: "say",
      legId: call.customer.id,
      say: [{ phrase: "recording_notice" }],
      step: call.state.flow?.awaits,
    })
    expect(call.state.offers).toEqual([])
    call.turn()
    expect(call.offer.state).toBe("announced")
  })

  test("without a greeting the longest idle agent is offered the call at once, with a ticket reserved [E6]", () => {
    const [first, second] = [agent("佐藤", {}, 30), agent("田中", {}, 10)]
    const call = new CallUnderTest([second, first])
    const { work, deadlines, instruction } = call.arrive()
    expect(call.offer.memberId).toBe(first.memberId)
    expect(work).toEqual([{ step: "reserve_ticket" }])
    expect(deadlines.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ["max_wait", plus(morning, 180_000)],
      ["acknowledge", plus(morning, 2_000)],
      ["offer", plus(morning, 20_000)],
      ["flow_limit", plus(morning, 30 * 60_000)],
    ])
    expect(instruction).toEqual({
      kind: "wait",
      legId: call.customer.id,
      step: expect.stringMatching(/^q\d+-1$/),
      position: null,
    })
  })
})

test("[K11] a call whose end is the first we hear of it is kept as missed", () => {
  const call = new CallUnderTest([agent("佐藤")])
  const { work } = call.customerEnds()
  expect(work).toEqual([{ step: "record_missed", reason: "failed" }])
  expect(call.state).toMatchObject({ outcome: "missed", reason: "failed", customerNumber: "+819012345678" })
})
