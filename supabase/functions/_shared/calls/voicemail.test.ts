import { describe, expect, test } from "vitest"
import { CallUnderTest } from "../../../../tests/support/call-context.ts"
import { block, flowOf, speech } from "../../../../tests/support/flows.ts"
import type { Decision } from "./decision.ts"

const greeting = speech("ご用件をお話しください。")
const flow = flowOf([
  block("hours", "hours", { open: "open", closed: "voicemail" }),
  block("voicemail", "voicemail", { greeting, maxSeconds: 90 }),
  block("hangup", "open"),
])

/** Calls out of hours, when the flow leads to the voicemail. */
class LateCall extends CallUnderTest {
  constructor() {
    super([], { flow, queue: null })
    this.now = "2026-11-10T12:00:00.000Z"
  }

  get message() {
    const message = this.state.recordings[0]
    if (!message) throw new Error("No message is awaited")
    return message
  }

  asksAgain(recordedSeconds: number | null): Decision {
    const { flow: standing } = this.state
    return this.event({
      kind: "leg_turn",
      legId: null,
      providerLegId: this.customer.providerLegId ?? "",
      asks: "wait",
      step: standing?.awaits ?? "a-1",
      recordedSeconds,
    })
  }

  audio(seconds: number): Decision {
    const { stayId } = this.message
    const callId = this.state.id
    return this.event({ kind: "recording_ready", callId, stayId, providerRecordingId: "RE1", seconds })
  }

  noAudio(): Decision {
    const { stayId } = this.message
    return this.event({ kind: "recording_absent", callId: this.state.id, stayId, error: "absent" })
  }
}

const steps = ({ work }: Decision) => work.map(({ step }) => step)
const missed = { step: "record_missed", reason: "out_of_hours" }

describe("[J3] a caller at the voicemail", () => {
  test("hears its greeting once the audio is awaited", () => {
    const call = new LateCall()
    const { instruction, work } = call.arrive()
    expect(work).toMatchObject([{ step: "expect_recording", recordingId: call.message.id }])
    expect(instruction).toEqual({
      kind: "record",
      callId: call.state.id,
      legId: call.customer.id,
      stayId: call.message.stayId,
      greeting: { text: greeting.text, voice: "ja" },
      maxSeconds: 90,
      step: call.state.flow?.awaits,
    })
    expect(call.state.phase).toBe("voicemail")
  })

  test("who has left a message and still listens is let go, and it is kept as one", () => {
    const call = new LateCall()
    call.arrive()
    const { instruction, work, deadlines } = call.asksAgain(12)
    expect(instruction).toEqual({ kind: "hang_up" })
    expect(work).toContainEqual({ step: "record_voicemail", recordingId: call.message.id })
    expect(deadlines).toMatchObject([{ kind: "recording_overdue", subjectId: call.message.id }])
    expect(call.state).toMatchObject({ phase: "ended", outcome: "voicemail", reason: null })
    expect(steps(call.audio(12))).toEqual(["fetch_recording"])
  })

  test("who hangs up after a message has left it, as soon as the provider says so", () => {
    const call = new LateCall()
    call.arrive()
    const gone = call.customerEnds()
    expect(gone.deadlines).toMatchObject([{ kind: "message", subjectId: call.message.id }])
    expect(call.state.phase).toBe("voicemail")
    const told = call.audio(7)
    expect(steps(told)).toEqual(["fetch_recording", "record_voicemail"])
    expect(told.effects.map(({ effect }) => effect.kind)).toEqual(["fetch_recording"])
    expect(call.state).toMatchObject({ phase: "ended", outcome: "voicemail" })
    expect(call.customerEnds().facts).toEqual([])
  })

  test("whose audio is told of before their leg's end has left it all the same", () => {
    const call = new LateCall()
    call.arrive()
    expect(steps(call.audio(7))).toEqual(["fetch_recording"])
    expect(call.state.phase).toBe("voicemail")
    expect(steps(call.customerEnds())).toEqual(["record_voicemail"])
  })

  test.each([
    ["a recording of nothing", (call: LateCall) => call.audio(0)],
    ["a recording of a second at most", (call: LateCall) => call.audio(1)],
    ["no recording", (call: LateCall) => call.noAudio()],
  ])("[J1] who hangs up at once, with %s, is a missed call and no empty message", (_name, news) => {
    const call = new LateCall()
    call.arrive()
    call.customerEnds()
    const { work, effects } = news(call)
    expect(work).toContainEqual(missed)
    expect(work).toContainEqual(
      expect.objectContaining({ step: "fail_recording", recordingId: call.message.id }),
    )
    expect(effects.map(({ effect }) => effect.kind)).not.toContain("raise_alarm")
    expect(call.state).toMatchObject({ outcome: "missed", reason: "out_of_hours" })
  })

  test.each([
    ["a recording of a second at most", (call: LateCall) => call.audio(1)],
    ["no recording", (call: LateCall) => call.noAudio()],
  ])(
    "[J1] of whom %s is told before their leg's end is a missed call as soon as they are gone",
    (_name, news) => {
      const call = new LateCall()
      call.arrive()
      expect(steps(news(call))).toEqual(["fail_recording"])
      expect(news(call).facts).toEqual([])
      expect(call.state.phase).toBe("voicemail")
      const gone = call.customerEnds()
      expect(gone.work).toContainEqual(missed)
      expect(gone.deadlines).toEqual([])
      expect(call.state).toMatchObject({ phase: "ended", outcome: "missed" })
    },
  )

  test("[J1] who says nothing until the line asks again is a missed call", () => {
    const call = new LateCall()
    call.arrive()
    const { instruction, work } = call.asksAgain(null)
    expect(instruction).toEqual({ kind: "hang_up" })
    expect(work).toContainEqual(missed)
    expect(call.noAudio().facts).toEqual([])
  })

  test("of whose message nobody ever hears is taken to have left one: its lack raises the alarm", () => {
    const call = new LateCall()
    call.arrive()
    call.customerEnds()
    const due = call.pass(60).deadline("message", call.message.id)
    expect(due.work).toContainEqual({ step: "record_voicemail", recordingId: call.message.id })
    expect(due.deadlines).toMatchObject([{ kind: "recording_overdue" }])
    const overdue = call.pass(600).deadline("recording_overdue", call.message.id)
    expect(overdue.effects.map(({ effect }) => effect.kind)).toEqual(["raise_alarm"])
    expect(call.replayed).toEqual(call.call)
  })

  test("[K4] asked for the second time hears it again, and one message is awaited", () => {
    const call = new LateCall()
    const { instruction } = call.arrive()
    expect(call.turn("wait", "v9-1").instruction).toEqual(instruction)
    expect(call.state.recordings).toHaveLength(1)
  })
})
