import { describe, expect, test } from "vitest"
import { routingRequest } from "@/supabase/functions/_shared/calls/events"
import { callReport, conferenceReport, legReport, recordingReport } from "./status-events"

const CA = `CA${"1".repeat(32)}`
const CF = `CF${"2".repeat(32)}`
const leg = "0b4d7c1e-6a55-4f0e-9d3c-2f6f5e1a7b90"
const stay = "7c2f9a52-1f2b-4c9e-8f11-0e3b7f7b2d11"
const call = "5f0d9a52-1f2b-4c9e-8f11-0e3b7f7b2d10"

const signed = (form: Record<string, string>, query: Record<string, string> = {}) => ({
  form: new URLSearchParams(form),
  query: new URLSearchParams(query),
})

describe("reports on the customer's call", () => {
  test.each(["completed", "busy", "no-answer", "failed", "canceled"])("%s is its end", (status) => {
    const report = callReport(
      signed({ CallSid: CA, CallStatus: status, From: "+819012345678", To: "+81312345678" }),
    )
    expect(report?.event).toMatchObject({
      kind: "leg_ended",
      legId: null,
      providerLegId: CA,
      from: "+819012345678",
      to: "+81312345678",
    })
  })

  test("[A5] whom a softphone says it calls is nobody's number: a report on its call makes no missed call", () => {
    const from = "client:m_0b4d7c1e6a554f0e9d3c2f6f5e1a7b90"
    const report = callReport(
      signed({ CallSid: CA, CallStatus: "completed", From: from, To: "+81312345678" }),
    )
    expect(report?.event).toMatchObject({ kind: "leg_ended", providerLegId: CA, from: null, to: null })
  })

  test("nothing before its end means anything", () => {
    expect(callReport(signed({ CallSid: CA, CallStatus: "in-progress" }))).toBeNull()
  })
})

describe("reports on an agent's leg", () => {
  test.each([
    ["in-progress", { kind: "leg_answered", legId: leg, providerLegId: CA }],
    ["busy", { kind: "leg_ended", legId: leg, providerLegId: CA, cause: "declined", from: null, to: null }],
    [
      "no-answer",
      { kind: "leg_ended", legId: leg, providerLegId: CA, cause: "unanswered", from: null, to: null },
    ],
    ["failed", { kind: "leg_ended", legId: leg, providerLegId: CA, cause: "failed", from: null, to: null }],
    [
      "canceled",
      { kind: "leg_ended", legId: leg, providerLegId: CA, cause: "cancelled", from: null, to: null },
    ],
    [
      "completed",
      { kind: "leg_ended", legId: leg, providerLegId: CA, cause: "completed", from: null, to: null },
    ],
  ])("[K4] %s, with a key of its own", (status, event) => {
    const report = legReport(signed({ CallSid: CA, CallStatus: status, SequenceNumber: "2" }, { leg }))
    expect(report).toEqual({ key: `${CA}:${status}:2`, event })
  })

  test("ringing at the provider is not the ring in the page", () => {
    expect(legReport(signed({ CallSid: CA, CallStatus: "ringing" }, { leg }))).toBeNull()
  })
})

describe("reports on a conference", () => {
  const report = (form: Record<string, string>) =>
    conferenceReport(signed({ ConferenceSid: CF, CallSid: CA, SequenceNumber: "3", ...form }, { call, stay }))
  const moved = { legId: leg, providerLegId: CA, stayId: stay, conferenceId: CF }

  test("who joins and who leaves is the leg of the label", () => {
    expect(report({ StatusCallbackEvent: "participant-join", ParticipantLabel: leg })).toEqual({
      key: `${CF}:participant-join:3`,
      event: { kind: "leg_joined", ...moved },
    })
    const left = { StatusCallbackEvent: "participant-leave", ParticipantLabel: leg }
    expect(report(left)?.event).toEqual({ kind: "leg_left", ...moved })
  })

  test("a leg that never got in is left to its own report", () => {
    const left = { StatusCallbackEvent: "participant-leave", ParticipantLabel: leg }
    expect(report({ ...left, ReasonParticipantLeft: "participant_add_failed" })).toBeNull()
  })

  test("its end counts, its other moments do not", () => {
    expect(report({ StatusCallbackEvent: "conference-end" })?.event).toEqual({
      kind: "stay_ended",
      callId: call,
      stayId: stay,
      conferenceId: CF,
    })
    expect(report({ StatusCallbackEvent: "participant-mute" })).toBeNull()
  })
})

describe("reports on a recording", () => {
  const report = (status: string) =>
    recordingReport(
      signed({ RecordingSid: "RE1", RecordingStatus: status, RecordingDuration: "3" }, { call, stay }),
    )

  test("completed is ready, absent and failed are failures, in progress is nothing", () => {
    expect(report("completed")).toEqual({
      key: "RE1:completed",
      event: { kind: "recording_ready", callId: call, stayId: stay, providerRecordingId: "RE1", seconds: 3 },
    })
    expect(report("absent")?.event.kind).toBe("recording_absent")
    expect(report("failed")?.event.kind).toBe("recording_absent")
    expect(report("in-progress")).toBeNull()
  })
})

describe("what the provider would not send", () => {
  const isEvent = (report: unknown) => routingRequest.safeParse(report).success

  test("a report that lacks what it is about is no event", () => {
    expect(isEvent(callReport(signed({ CallStatus: "completed" })))).toBe(false)
    expect(isEvent(legReport(signed({ CallSid: CA, CallStatus: "completed" })))).toBe(false)
    expect(isEvent(legReport(signed({ CallSid: CA, CallStatus: "completed" }, { leg: "nope" })))).toBe(false)
    expect(isEvent(conferenceReport(signed({ StatusCallbackEvent: "conference-end" }, { call, stay })))).toBe(
      false,
    )
    expect(isEvent(recordingReport(signed({ RecordingStatus: "completed" }, { call, stay })))).toBe(false)
  })

  test.each(["constructor", "toString", "__proto__", "hasOwnProperty", ""])(
    "[K4] the status «%s» ends nothing",
    (status) => {
      expect(callReport(signed({ CallSid: CA, CallStatus: status }))).toBeNull()
      expect(legReport(signed({ CallSid: CA, CallStatus: status }, { leg }))).toBeNull()
    },
  )
})
