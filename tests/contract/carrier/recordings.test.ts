import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { amplitudeAt, dominantHz } from "../../../local/carrier/media/goertzel.ts"
import { clipMs } from "../../../local/carrier/media/source.ts"
import { CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"
import { downloadRecording } from "./support/recording.ts"

const SECOND_PARTY = "+819033334444"

let h: Harness
beforeAll(async () => {
  h = await startHarness()
})
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(() => h.stop())

describe("Record", () => {
  test("takes down what the caller says after the beep, until a key", async () => {
    h.app.on("/recorded", response("<Hangup/>"))
    h.app.on(
      "/voice",
      response('<Record action="/recorded" recordingStatusCallback="/recording" maxLength="30"/>'),
    )
    const { sid } = await h.control.call({
      from: CUSTOMER,
      to: NUMBER,
      script: [{ until: "recording" }, { tone: 600, ms: 1500 }, { press: "5" }],
    })
    const asked = await h.app.next("/recorded", (each) => each.params.CallSid === sid)
    expect(asked.params).toMatchObject({ Digits: "5", RecordingDuration: "2" })
    const reported = await h.app.next("/recording")
    expect(reported.params).toMatchObject({
      CallSid: sid,
      RecordingSid: asked.params.RecordingSid,
      RecordingStatus: "completed",
      RecordingSource: "RecordVerb",
      RecordingChannels: "1",
    })
    const samples = await downloadRecording(asked.params.RecordingUrl ?? "")
    expect(clipMs(samples)).toBeGreaterThan(1300)
    expect(dominantHz(samples.subarray(0, 8000))).toBe(600)
  })

  test("tells its action also when the caller hangs up, with Digits=hangup", async () => {
    h.app.on("/voice", response('<Record action="/hung-up" playBeep="false"/>'))
    const { sid } = await h.control.call({
      from: CUSTOMER,
      to: NUMBER,
      script: [{ until: "recording" }, { tone: 600, ms: 1000 }, { hangup: true }],
    })
    const told = await h.app.next("/hung-up")
    expect(told.params).toMatchObject({ CallSid: sid, CallStatus: "completed", Digits: "hangup" })
  })

  test("goes on to the next verb when nothing was said", async () => {
    h.app.on(
      "/voice",
      response('<Record action="/never" playBeep="false" timeout="1"/>', "<Redirect>/quiet</Redirect>"),
    )
    h.app.on("/quiet", response("<Hangup/>"))
    await h.control.call({ from: CUSTOMER, to: NUMBER })
    await h.app.next("/quiet")
    expect(h.app.to("/never")).toEqual([])
  })
})

describe("a conference recording", () => {
  async function recordedTalk(room: string): Promise<{ customer: string; conference: string }> {
    h.app.on(
      "/voice",
      response(
        `<Dial><Conference beep="false" record="record-from-start" endConferenceOnExit="true" statusCallback="/${room}" statusCallbackEvent="start join" recordingStatusCallback="/${room}-recording" recordingStatusCallbackEvent="in-progress completed absent">${room}</Conference></Dial>`,
      ),
    )
    await h.control.setEndpoint({
      number: SECOND_PARTY,
      behaviour: "answer",
      answerAfterMs: 10,
      script: [{ until: "talking" }, { tone: 900, ms: 6000 }],
    })
    const call = await h.control.call({
      from: CUSTOMER,
      to: NUMBER,
      script: [{ until: "talking" }, { tone: 500, ms: 6000 }],
    })
    const joined = await h.app.next(`/${room}`)
    const conference = joined.params.ConferenceSid ?? ""
    await h.twilio
      .conferences(conference)
      .participants.create({ from: NUMBER, to: SECOND_PARTY, beep: "false", earlyMedia: false })
    await h.app.next(`/${room}`, (each) => each.params.StatusCallbackEvent === "conference-start")
    return { customer: call.sid, conference }
  }

  test("holds both voices, is listed, downloaded and deleted", async () => {
    const { customer, conference } = await recordedTalk("both")
    const begun = await h.app.next("/both-recording", (each) => each.params.RecordingStatus === "in-progress")
    expect(await h.control.heard(customer, 1000)).toMatchObject({ dominantHz: 900 })
    await h.control.act(customer, { hangup: true })
    const done = await h.app.next("/both-recording", (each) => each.params.RecordingStatus === "completed")
    expect(done.params).toMatchObject({
      ConferenceSid: conference,
      RecordingSid: begun.params.RecordingSid,
      RecordingSource: "Conference",
    })
    const [listed] = await h.twilio.conferences(conference).recordings.list()
    expect(listed).toMatchObject({
      sid: done.params.RecordingSid,
      status: "completed",
      conferenceSid: conference,
    })
    const samples = (await downloadRecording(done.params.RecordingUrl ?? "")).subarray(0, 8000)
    expect(amplitudeAt(samples, 500)).toBeGreaterThan(0.1)
    expect(amplitudeAt(samples, 900)).toBeGreaterThan(0.1)
    expect(amplitudeAt(samples, 700)).toBeLessThan(0.02)
    await h.twilio.recordings(done.params.RecordingSid ?? "").remove()
    await expect(h.twilio.recordings(done.params.RecordingSid ?? "").fetch()).rejects.toMatchObject({
      status: 404,
    })
  })

  test("leaves out what is said while it is paused, keeping the time", async () => {
    const { customer, conference } = await recordedTalk("paused")
    const recording = h.twilio.conferences(conference).recordings("Twilio.CURRENT")
    // Silence at the ends is trimmed, so something has to be said first.
    await h.control.heard(customer, 300)
    expect(await recording.update({ status: "paused", pauseBehavior: "silence" })).toMatchObject({
      status: "paused",
    })
    await h.control.heard(customer, 600)
    expect(await recording.update({ status: "in-progress" })).toMatchObject({ status: "in-progress" })
    await h.control.heard(customer, 600)
    await h.control.act(customer, { hangup: true })
    const done = await h.app.next("/paused-recording", (each) => each.params.RecordingStatus === "completed")
    const samples = await downloadRecording(done.params.RecordingUrl ?? "")
    const quietest = Math.min(
      ...Array.from({ length: Math.floor(samples.length / 1600) }, (_, i) =>
        amplitudeAt(samples.subarray(i * 1600, (i + 1) * 1600), 500),
      ),
    )
    expect(quietest).toBeLessThan(0.001)
    expect(clipMs(samples)).toBeGreaterThan(1400)
  })

  test("that the carrier is told to lose is absent", async () => {
    await h.control.setFaults({ recordings: { fail: 1 } })
    const { customer } = await recordedTalk("lost")
    await h.control.act(customer, { hangup: true })
    const lost = await h.app.next("/lost-recording", (each) => each.params.RecordingStatus === "absent")
    expect(lost.params.ErrorCode).not.toBe("0")
    const recording = await h.twilio.recordings(lost.params.RecordingSid ?? "").fetch()
    expect(recording.status).toBe("absent")
    await h.control.setFaults({})
  })
})
