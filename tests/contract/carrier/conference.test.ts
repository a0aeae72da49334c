import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { ProtocolAgent } from "../../support/protocol-agent.ts"
import { accessToken, CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"

let h: Harness
let agent: ProtocolAgent
beforeAll(async () => {
  h = await startHarness()
  agent = await ProtocolAgent.connect(h.carrier.signalUrl, accessToken("agent_1"))
})
afterEach(() => expect(h.app.unsigned).toEqual([]))
afterAll(async () => {
  await agent.close()
  await h.stop()
})

const ALL_EVENTS = "start end join leave mute hold modify"

/** Puts a scripted customer into a room and resolves once it has joined. */
async function customerIn(
  room: string,
  attributes = "",
): Promise<{ callSid: string; conferenceSid: string }> {
  h.app.on(
    "/voice",
    response(
      `<Dial><Conference beep="false" statusCallback="/${room}" statusCallbackEvent="${ALL_EVENTS}" ${attributes}>${room}</Conference></Dial>`,
    ),
  )
  const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER })
  const joined = await h.app.next(
    `/${room}`,
    (each) => each.params.StatusCallbackEvent === "participant-join",
  )
  return { callSid: sid, conferenceSid: joined.params.ConferenceSid ?? "" }
}

function dialAgent(conference: string, label: string) {
  return h.twilio.conferences(conference).participants.create({
    from: NUMBER,
    to: "client:agent_1?ticket=7",
    label,
    beep: "false",
    statusCallback: `${h.app.url}/leg-${label}`,
    statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
  })
}

const eventsTo = (path: string): string[] =>
  h.app.to(path).map((each) => each.params.StatusCallbackEvent ?? "")

describe("a conference", () => {
  test("starts when the agent created by REST answers, and reports everything in order of its sequence numbers", async () => {
    const customer = await customerIn("talk", 'waitUrl=""')
    const created = await dialAgent(customer.conferenceSid, "offer-1")
    expect(created).toMatchObject({
      conferenceSid: customer.conferenceSid,
      label: "offer-1",
      status: "queued",
    })

    const offered = await agent.nextInvite()
    expect(offered.callSid).toBe(created.callSid)
    expect(offered.parameters).toMatchObject({ From: NUMBER, To: "client:agent_1", Params: "ticket=7" })
    agent.answer(offered.callSid)
    await h.app.next("/talk", (each) => each.params.StatusCallbackEvent === "conference-start")
    expect(await h.twilio.conferences(customer.conferenceSid).fetch()).toMatchObject({
      status: "in-progress",
    })

    agent.hangup(offered.callSid)
    const left = await h.app.next("/talk", (each) => each.params.StatusCallbackEvent === "participant-leave")
    expect(left.params).toMatchObject({
      ParticipantLabel: "offer-1",
      ReasonParticipantLeft: "participant_hung_up",
    })

    await h.twilio.conferences(customer.conferenceSid).update({ status: "completed" })
    const ended = await h.app.next("/talk", (each) => each.params.StatusCallbackEvent === "conference-end")
    expect(ended.params.ReasonConferenceEnded).toBe("conference-ended-via-api")
    await h.control.waitFor(customer.callSid, (call) => call.status === "completed")
    const bySequence = h.app
      .to("/talk")
      .sort((a, b) => Number(a.params.SequenceNumber) - Number(b.params.SequenceNumber))
    expect(bySequence.map((each) => each.params.StatusCallbackEvent)).toEqual([
      "participant-join",
      "participant-join",
      "conference-start",
      "participant-leave",
      "participant-leave",
      "conference-end",
    ])
    const legs = await h.app.count("/leg-offer-1", 4)
    const legsInOrder = legs.sort((a, b) => Number(a.params.SequenceNumber) - Number(b.params.SequenceNumber))
    expect(legsInOrder.map((each) => each.params.CallStatus)).toEqual([
      "initiated",
      "ringing",
      "in-progress",
      "completed",
    ])
  })

  test("a label in use is refused with 16026, an ended conference's SID with 20404, its name opens a new room", async () => {
    const customer = await customerIn("labels")
    const first = await dialAgent(customer.conferenceSid, "offer-2")
    await expect(dialAgent(customer.conferenceSid, "offer-2")).rejects.toMatchObject({
      status: 400,
      code: 16026,
    })
    await h.twilio.conferences(customer.conferenceSid).update({ status: "completed" })
    await expect(dialAgent(customer.conferenceSid, "offer-3")).rejects.toMatchObject({
      status: 404,
      code: 20404,
    })
    const anew = await dialAgent("labels", "offer-3")
    expect(anew.conferenceSid).not.toBe(customer.conferenceSid)
    await h.twilio.calls(anew.callSid).update({ status: "completed" })
    const { status } = await h.twilio.calls(first.callSid).fetch()
    expect(status).toBe("canceled")
    expect(agent.ringing.size).toBe(0)
  })

  test("refusal, no answer and nobody registered end the leg and say so", async () => {
    const customer = await customerIn("unanswered")
    const refused = await dialAgent(customer.conferenceSid, "offer-4")
    agent.reject((await agent.nextInvite()).callSid)
    const left = await h.app.next("/unanswered", (each) => each.params.CallSid === refused.callSid)
    expect(left.params).toMatchObject({
      StatusCallbackEvent: "participant-leave",
      ReasonParticipantLeft: "participant_add_failed",
      ParticipantCallStatus: "busy",
    })
    const nobody = await h.twilio
      .conferences(customer.conferenceSid)
      .participants.create({ from: NUMBER, to: "client:nobody", statusCallback: `${h.app.url}/nobody` })
    const ended = await h.app.next("/nobody")
    expect(ended.params).toMatchObject({ CallSid: nobody.callSid, CallStatus: "no-answer" })
    await h.control.act(customer.callSid, { hangup: true })
  })

  test("hold, mute and flags change by REST and are listed and reported; only active participants are listed", async () => {
    const customer = await customerIn("changes", 'waitUrl=""')
    const leg = await dialAgent(customer.conferenceSid, "offer-5")
    agent.answer((await agent.nextInvite()).callSid)
    await h.app.next("/changes", (each) => each.params.StatusCallbackEvent === "conference-start")
    const room = h.twilio.conferences(customer.conferenceSid)
    h.app.on("/hold-music", response("<Pause length='1'/>", "<Redirect method='GET'/>"))
    await room.participants(customer.callSid).update({ hold: true, holdUrl: `${h.app.url}/hold-music` })
    const asked = await h.app.next("/hold-music")
    expect(asked.method).toBe("GET")
    await room.participants("offer-5").update({ muted: true, endConferenceOnExit: true })
    expect(await room.participants("offer-5").fetch()).toMatchObject({
      callSid: leg.callSid,
      muted: true,
      endConferenceOnExit: true,
      status: "connected",
    })
    await room.participants(customer.callSid).update({ hold: false })
    const listed = await room.participants.list()
    expect(listed.map(({ callSid, hold }) => ({ callSid, hold }))).toEqual([
      { callSid: customer.callSid, hold: false },
      { callSid: leg.callSid, hold: false },
    ])
    agent.hangup(leg.callSid)
    const ended = await h.app.next("/changes", (each) => each.params.StatusCallbackEvent === "conference-end")
    expect(ended.params).toMatchObject({
      ReasonConferenceEnded: "participant-with-end-conference-on-exit-left",
      CallSidEndingConference: leg.callSid,
      ParticipantLabelEndingConference: "offer-5",
    })
    expect(eventsTo("/changes")).toEqual(
      expect.arrayContaining([
        "participant-hold",
        "participant-unhold",
        "participant-mute",
        "participant-modify",
      ]),
    )
    expect(await room.participants.list()).toEqual([])
    await h.control.waitFor(customer.callSid, (call) => call.status === "completed")
  })

  test("redirecting a call out counts as leaving; the leg itself goes on with its new instructions", async () => {
    const customer = await customerIn("redirected", 'endConferenceOnExit="true"')
    h.app.on("/elsewhere", response("<Gather timeout='30'/>"))
    await h.twilio.calls(customer.callSid).update({ url: `${h.app.url}/elsewhere`, method: "POST" })
    const ended = await h.app.next(
      "/redirected",
      (each) => each.params.StatusCallbackEvent === "conference-end",
    )
    expect(ended.params.ReasonConferenceEnded).toBe("participant-with-end-conference-on-exit-kicked")
    const there = await h.app.next("/elsewhere")
    expect(there.params).toMatchObject({ CallSid: customer.callSid, CallStatus: "in-progress" })
    await h.twilio.calls(customer.callSid).update({ status: "completed" })
    await h.control.waitFor(customer.callSid, (call) => call.status === "completed")
  })

  test("wait TwiML may hold only Say, Play, Pause and Redirect: another verb is 13238", async () => {
    await h.control.clearAlerts()
    h.app.on("/bad-wait", response("<Gather/>"))
    h.app.on("/after-dial", response("<Hangup/>"))
    h.app.on(
      "/voice",
      response(`<Dial action="/after-dial"><Conference waitUrl="/bad-wait">bad-wait</Conference></Dial>`),
    )
    const { sid } = await h.control.call({ from: CUSTOMER, to: NUMBER })
    await h.app.next("/after-dial", (each) => each.params.CallSid === sid)
    expect((await h.control.alerts()).map((each) => each.code)).toContain(13238)
  })
})
