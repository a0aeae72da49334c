import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { amplitudeAt, dominantHz } from "../../../local/carrier/media/goertzel.ts"
import { clipMs } from "../../../local/carrier/media/source.ts"
import { CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"
import { downloadRecording, fetchRecording } from "./support/recording.ts"

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

  /** The pitch of every fifth of a second of a recording; 0 is silence. */
  async function pitches(recordingUrl: string): Promise<number[]> {
    const samples = await downloadRecording(recordingUrl)
    const fifth = 1600
    const parts = Math.floor(samples.length / fifth)
    return Array.from({ length: parts }, (_, i) => dominantHz(samples.subarray(i * fifth, (i + 1) * fifth)))
  }

  const SAID_HZ = 1300
  const PAUSED_MS = 1000

  test.each(["silence", "skip"] as const)(
    "holds nothing of what is said while it is paused, and %s in its place",
    async (pauseBehavior) => {
      const room = `paused-${pauseBehavior}`
      const { customer, conference } = await recordedTalk(room)
      const recording = h.twilio.conferences(conference).recordings("Twilio.CURRENT")
      // Silence at the ends is trimmed, so something has to be said before and after.
      await h.control.heard(customer, 600)
      const paused = await recording.update({ status: "paused", pauseBehavior })
      expect(paused.status).toBe("paused")
      const from = Date.now()
      await h.control.act(customer, { tone: SAID_HZ, ms: PAUSED_MS - 200 })
      await h.control.heard(customer, PAUSED_MS)
      expect(await recording.update({ status: "in-progress" })).toMatchObject({ status: "in-progress" })
      const pausedMs = Date.now() - from
      await h.control.heard(customer, 600)
      await h.control.act(customer, { hangup: true })
      const done = await h.app.next(
        `/${room}-recording`,
        (each) => each.params.RecordingStatus === "completed",
      )
      expect(done.params.RecordingSid).toBe(paused.sid)

      const heard = await pitches(done.params.RecordingUrl ?? "")
      const silentMs = heard.filter((hz) => hz === 0).length * 200
      expect(heard).not.toContain(SAID_HZ)
      expect(heard.length * 200 - silentMs).toBeGreaterThan(800)
      if (pauseBehavior === "skip") expect(silentMs).toBe(0)
      else expect(Math.abs(silentMs - pausedMs)).toBeLessThan(450)
      const seconds = Math.ceil((await downloadRecording(done.params.RecordingUrl ?? "")).length / 8000)
      expect(done.params.RecordingDuration).toBe(String(seconds))
      const fetched = await h.twilio.recordings(paused.sid).fetch()
      expect(fetched).toMatchObject({ duration: String(seconds), status: "completed" })
    },
  )

  test("that is stopped by REST is complete while the talk goes on, and cannot be changed any more", async () => {
    const { customer, conference } = await recordedTalk("stopped")
    const recordings = h.twilio.conferences(conference).recordings
    await h.control.heard(customer, 400)
    const stopped = await recordings("Twilio.CURRENT").update({ status: "stopped" })
    expect(stopped.status).toBe("stopped")
    await h.app.next("/stopped-recording", (each) => each.params.RecordingStatus === "completed")
    expect((await h.control.view(customer)).status).toBe("in-progress")
    await expect(recordings(stopped.sid).update({ status: "paused" })).rejects.toMatchObject({ code: 21220 })
    await expect(recordings("Twilio.CURRENT").update({ status: "paused" })).rejects.toMatchObject({
      status: 404,
    })
    await h.control.act(customer, { hangup: true })
  })

  test("is given late, not at all, or as something else on request, and as it is afterwards", async () => {
    const { customer } = await recordedTalk("faked")
    await h.control.heard(customer, 400)
    await h.control.act(customer, { hangup: true })
    const done = await h.app.next("/faked-recording", (each) => each.params.RecordingStatus === "completed")
    const url = `${done.params.RecordingUrl}.wav`
    const whole = await fetchRecording(url)
    expect(whole).toMatchObject({ status: 200, type: "audio/x-wav" })
    const given = async (recordings: object) => {
      await h.control.setFaults({ recordings })
      const from = performance.now()
      const answer = await fetchRecording(url)
      return { ...answer, ms: performance.now() - from }
    }
    expect(await given({ fake: 1, fakeAs: "html" })).toMatchObject({ status: 200, type: "text/html" })
    const { length } = whole.bytes
    const cut = await given({ fake: 1, fakeAs: "cut" })
    expect([cut.status, cut.bytes.length]).toEqual([200, Math.floor(length / 2)])
    await expect(given({ fake: 1, fakeAs: "broken" })).rejects.toThrow("terminated")
    expect(await given({ fake: 1, fakeAs: "mistyped" })).toMatchObject({
      type: "application/octet-stream",
      bytes: whole.bytes,
    })
    expect((await given({ missing: 1 })).status).toBe(404)
    expect((await given({ slow: 1, slowMs: 300 })).ms).toBeGreaterThan(298)
    expect(await given({})).toMatchObject(whole)
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
