import { describe, expect, test } from "vitest"
import { agent, CallUnderTest } from "../../../../tests/support/call-context.ts"
import type { Deadline, PlannedEffect, Work } from "./decision.ts"
import { objectNameOf } from "./recording.ts"
import { plus } from "./time.ts"

const kinds = ({ effects }: { effects: PlannedEffect[] }) => effects.map(({ effect }) => effect.kind)

describe("a recording", () => {
  function talkedCall() {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    call.answer()
    call.customerEnds()
    const [recording] = call.state.recordings
    if (!recording) throw new Error("Nothing is recorded")
    const { id: recordingId, stayId } = recording
    return { call, callId: call.state.id, recordingId, stayId }
  }
  const file = { objectName: "a/b/c.wav", contentType: "audio/wav", sizeBytes: 100, durationMs: 1_000 }
  const providerRecordingId = "RE1"

  test("[D1] is fetched once it is ready, and the provider's is deleted once ours is safe", () => {
    const { call, callId, stayId, recordingId } = talkedCall()
    const ready = { kind: "recording_ready", callId, stayId, providerRecordingId } as const
    expect(kinds(call.event(ready))).toEqual(["fetch_recording"])
    expect(call.event(ready).effects).toEqual([])
    const stored = { kind: "recording_stored", callId, recordingId, ...file } as const
    expect(call.event(stored).effects).toEqual([
      { effect: { kind: "delete_provider_recording", recordingId, providerRecordingId }, delayMs: null },
    ])
    expect(call.event(stored).facts).toEqual([])
  })

  test("that does not come raises an alarm, and is still fetched when it comes later", () => {
    const { call, callId, stayId, recordingId } = talkedCall()
    expect(kinds(call.pass(600).deadline("recording_overdue", recordingId))).toEqual(["raise_alarm"])
    expect(call.state.recordings[0]?.state).toBe("failed")
    const ready = { kind: "recording_ready", callId, stayId, providerRecordingId } as const
    expect(kinds(call.event(ready))).toEqual(["fetch_recording"])
  })

  test("that could not be fetched is said to have failed, with the reason", () => {
    const { call, callId, stayId } = talkedCall()
    const ready = call.event({ kind: "recording_ready", callId, stayId, providerRecordingId })
    const [fetching] = ready.effects
    if (!fetching) throw new Error("Nothing is fetched")
    const { work, effects } = call.givenUp(fetching.effect, "too slow")
    expect(work).toMatchObject([{ step: "fail_recording", error: "too slow" }])
    expect(kinds({ effects })).toEqual(["raise_alarm"])
  })

  test("of a stay in which nobody talked is not kept anywhere", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.acknowledge()
    call.legCreated()
    call.answer()
    call.customerEnds()
    const ready = { kind: "recording_ready", callId: call.state.id, stayId: call.stays[0] ?? "" } as const
    expect(kinds(call.event({ ...ready, providerRecordingId }))).toEqual(["delete_provider_recording"])
    expect(call.state.recordings).toEqual([])
  })
})

describe("[D1] the end of a recording", () => {
  function stored(recordingDays: number | null = 30) {
    const { number } = new CallUnderTest([]).base
    const call = new CallUnderTest([agent("佐藤")], { number: number && { ...number, recordingDays } })
    const deadlines: Deadline[] = []
    const work: Work[] = []
    call.onDecision = (decision) => {
      deadlines.push(...decision.deadlines.filter(({ kind }) => kind === "recording_delete"))
      work.push(...decision.work)
    }
    call.arrive()
    call.ring()
    call.answer()
    const [recording] = call.state.recordings
    if (!recording) throw new Error("Nothing is recorded")
    const { id: recordingId, stayId, startedAt } = recording
    const callId = call.state.id
    const store = () => {
      call.event({ kind: "recording_ready", callId, stayId, providerRecordingId: "RE1" })
      const file = { objectName: "a/b/c.wav", contentType: "audio/wav", sizeBytes: 100, durationMs: 1_000 }
      return call.event({ kind: "recording_stored", callId, recordingId, ...file })
    }
    call.customerEnds()
    const due = () => call.deadline("recording_delete", recordingId)
    return { call, callId, recordingId, stayId, startedAt, deadlines, work, store, due }
  }
  const stateOf = ({ call }: ReturnType<typeof stored>) => call.state.recordings[0]?.state

  test("is as many days after its beginning as the number said when the call began, and never without", () => {
    const { deadlines, work, recordingId, startedAt } = stored(30)
    const dueAt = plus(startedAt, 30 * 86_400_000)
    expect(deadlines).toEqual([{ kind: "recording_delete", subjectId: recordingId, dueAt }])
    expect(work).toContainEqual(expect.objectContaining({ step: "expect_recording", keepUntil: dueAt }))
    const kept = stored(null)
    expect(kept.deadlines).toEqual([])
    expect(kept.work).toContainEqual(expect.objectContaining({ step: "expect_recording", keepUntil: null }))
  })

  test("is noted only when it is nowhere any more", () => {
    const one = stored()
    one.store()
    const { callId, recordingId } = one
    const objectName = objectNameOf(one.call.state, recordingId)
    const deleting = one.due()
    expect(deleting.effects.map(({ effect }) => effect)).toEqual([
      { kind: "delete_recording", callId, recordingId, objectName, providerRecordingId: "RE1" },
    ])
    expect(deleting.work).toEqual([{ step: "delete_recording", recordingId }])
    expect(stateOf(one)).toBe("deleting")
    const gone = one.call.event({ kind: "recording_deleted", callId, recordingId })
    expect(gone.work).toEqual([{ step: "forget_recording", recordingId, at: one.call.now }])
    expect(stateOf(one)).toBe("deleted")
    expect(one.due().effects).toEqual([])
  })

  test("that cannot be brought about is told, and tried again later, for as long as it takes", () => {
    const one = stored()
    one.store()
    for (let round = 0; round < 3; round++) {
      const [planned] = one.due().effects
      if (!planned) throw new Error("Nothing is deleted")
      const { effects, deadlines } = one.call.givenUp(planned.effect, "storage is down")
      expect(effects.map(({ effect }) => effect)).toMatchObject([
        { kind: "raise_alarm", alarm: "recording_not_deleted" },
      ])
      expect(deadlines).toMatchObject([{ kind: "recording_delete", subjectId: one.recordingId }])
      expect(stateOf(one)).toBe("deleting")
    }
  })

  test("is the end of audio that comes later as well", () => {
    const one = stored()
    one.due()
    const { callId, recordingId, stayId } = one
    expect(kinds(one.store())).toEqual([])
    expect(stateOf(one)).toBe("deleting")
    one.call.event({ kind: "recording_deleted", callId, recordingId })
    const late = { kind: "recording_ready", callId, stayId, providerRecordingId: "RE1" } as const
    expect(kinds(one.call.event(late))).toEqual(["delete_provider_recording"])
  })
})
