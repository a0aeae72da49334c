import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { tone } from "../../../local/carrier/media/tone.ts"
import { encodeWav } from "../../../local/carrier/media/wav.ts"
import { CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"

const CUSTOMER_HZ = 500
const AGENT_HZ = 900
const COACH_HZ = 1300
const MUSIC_HZ = 700
const RINGBACK_HZ = 400
const AGENT = "+81300000010"
const COACH = "+81300000011"
const NEVER_ANSWERS = "+81300000012"

let h: Harness
beforeAll(async () => {
  h = await startHarness()
  h.app.serve("/music.wav", "audio/wav", encodeWav(tone(MUSIC_HZ, 500)))
  const speaks = (hz: number) => [{ tone: hz, ms: 30_000 }]
  await h.control.setEndpoint({
    number: AGENT,
    behaviour: "answer",
    answerAfterMs: 5,
    script: speaks(AGENT_HZ),
  })
  await h.control.setEndpoint({
    number: COACH,
    behaviour: "answer",
    answerAfterMs: 5,
    script: speaks(COACH_HZ),
  })
  await h.control.setEndpoint({ number: NEVER_ANSWERS, behaviour: "no-answer" })
})
afterEach(async () => {
  expect(h.app.unsigned).toEqual([])
  expect(await h.control.alerts()).toEqual([])
})
afterAll(() => h.stop())

/** A customer who hums, alone in a room. */
async function customerIn(
  room: string,
  attributes: string,
): Promise<{ customer: string; conference: string }> {
  h.app.on(
    "/voice",
    response(
      `<Dial action="/after"><Conference beep="false" statusCallback="/${room}" statusCallbackEvent="start end join leave" ${attributes}>${room}</Conference></Dial>`,
    ),
  )
  h.app.on("/after", response("<Hangup/>"))
  const script = [{ until: "conference" }, { tone: CUSTOMER_HZ, ms: 30_000 }]
  const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER, script })
  const joined = await h.app.next(`/${room}`)
  return { customer: sid, conference: joined.params.ConferenceSid ?? "" }
}

async function add(conference: string, to: string, more: object = {}): Promise<string> {
  const { callSid } = await h.twilio
    .conferences(conference)
    .participants.create({ from: NUMBER, to, beep: "false", earlyMedia: false, ...more })
  return callSid
}

const joined = (room: string, callSid: string) =>
  h.app.next(
    `/${room}`,
    (each) => each.params.StatusCallbackEvent === "participant-join" && each.params.CallSid === callSid,
  )

const pitch = async (callSid: string): Promise<number> => (await h.control.heard(callSid, 300)).dominantHz

describe("what is heard in a conference", () => {
  test("its wait URL until it starts, the other party then, hold music on hold, silence nowhere else", async () => {
    const { customer, conference } = await customerIn("heard", 'waitUrl="/music.wav" waitMethod="GET"')
    await h.app.next("/music.wav")
    expect(await pitch(customer)).toBe(MUSIC_HZ)
    const agent = await add(conference, AGENT)
    await h.app.next("/heard", (each) => each.params.StatusCallbackEvent === "conference-start")
    expect(await pitch(customer)).toBe(AGENT_HZ)
    expect(await pitch(agent)).toBe(CUSTOMER_HZ)
    await h.twilio.conferences(conference).participants(customer).update({ hold: true })
    const music = await h.control.heard(customer, 300, [AGENT_HZ])
    expect(music.loudness).toBeGreaterThan(0.01)
    expect(music.amplitudes[String(AGENT_HZ)]).toBeLessThan(0.02)
    expect((await h.control.heard(agent, 300)).loudness).toBe(0)
    await h.control.act(customer, { hangup: true })
    await h.control.act(agent, { hangup: true })
  })

  test("a coach is heard by the coached participant only", async () => {
    const { customer, conference } = await customerIn("coached", 'waitUrl=""')
    const agent = await add(conference, AGENT)
    await joined("coached", agent)
    const coach = await add(conference, COACH, { callSidToCoach: agent, coaching: true })
    await joined("coached", coach)
    const atAgent = await h.control.heard(agent, 500, [CUSTOMER_HZ, COACH_HZ])
    expect(atAgent.amplitudes[String(COACH_HZ)]).toBeGreaterThan(0.1)
    expect(atAgent.amplitudes[String(CUSTOMER_HZ)]).toBeGreaterThan(0.1)
    const atCustomer = await h.control.heard(customer, 500, [AGENT_HZ, COACH_HZ])
    expect(atCustomer.amplitudes[String(AGENT_HZ)]).toBeGreaterThan(0.1)
    expect(atCustomer.amplitudes[String(COACH_HZ)]).toBeLessThan(0.02)
    // Turned into a third party it is heard by everyone.
    await h.twilio.conferences(conference).participants(coach).update({ coaching: false })
    const opened = await h.control.heard(customer, 500, [COACH_HZ])
    expect(opened.amplitudes[String(COACH_HZ)]).toBeGreaterThan(0.1)
    await h.twilio.conferences(conference).update({ status: "completed" })
  })

  test("with early media a telephone joins and is heard ringing before it is answered", async () => {
    const { customer, conference } = await customerIn("ringing", 'waitUrl=""')
    const leg = await add(conference, NEVER_ANSWERS, { earlyMedia: true })
    await joined("ringing", leg)
    expect(await h.twilio.conferences(conference).participants(leg).fetch()).toMatchObject({
      status: "ringing",
    })
    const heard = await h.control.heard(customer, 3000, [RINGBACK_HZ])
    expect(heard.dominantHz).toBe(RINGBACK_HZ)
    await h.twilio.calls(leg).update({ status: "canceled" })
    await h.twilio.conferences(conference).update({ status: "completed" })
  })

  test("a star leaves where the TwiML says so, and the action goes on", async () => {
    h.app.on(
      "/voice",
      response('<Dial hangupOnStar="true" action="/left"><Conference>star</Conference></Dial>'),
    )
    h.app.on("/left", response("<Hangup/>"))
    const script = [{ until: "conference" }, { press: "*" }]
    const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER, script })
    const left = await h.app.next("/left")
    expect(left.params).toMatchObject({ CallSid: sid, DialCallStatus: "answered", CallStatus: "in-progress" })
  })
})
